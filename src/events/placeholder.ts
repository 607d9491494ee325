// Placeholder: keeps the project compiling until the layer has its first module.
export {};
