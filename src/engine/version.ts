/** Both sides of the worker's border must carry the same; a test holds it to package.json. */
export const version = '0.1.0';
