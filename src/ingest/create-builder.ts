import type { ColumnType } from '../model/schema.js';
import { BooleanBuilder } from './boolean-builder.js';
import { CategoryBuilder } from './category-builder.js';
import type { BuildSettings, ColumnBuilder } from './column-builder.js';
import { InstantBuilder } from './instant-builder.js';
import { NumberBuilder } from './number-builder.js';
import { TextBuilder } from './text-builder.js';

/** A builder for a column of a type; what is no type of ours is text. */
export const createBuilder = (type: ColumnType | undefined, settings: BuildSettings): ColumnBuilder => {
  switch (type) {
    case 'number': return new NumberBuilder(settings);
    case 'instant': return new InstantBuilder(settings);
    case 'boolean': return new BooleanBuilder(settings);
    case 'category': return new CategoryBuilder();
    default: return new TextBuilder();
  }
};
