export {};
//# sourceMappingURL=kpi-id.js.map