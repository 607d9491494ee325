import '../refusal-notice.js';
import { DataSource } from './data-source.js';

DataSource.define();

export { DataSource };
