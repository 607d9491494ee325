/** What a click asked for and a missing file of the kit prevents: told in the console, no error of the page. */
export const attempt = (task: Promise<void>): void => void task.catch((thrown: unknown) => console.warn(`kennzahl: ${String(thrown)}`));
