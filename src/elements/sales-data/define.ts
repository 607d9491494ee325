import '../refusal-notice.js';
import { DataSource } from '../data-source/data-source.js';
import { SalesData } from './sales-data.js';

SalesData.define();
DataSource.define();

export { DataSource, SalesData };
