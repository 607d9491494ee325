import type { enEmbed } from './en-embed.js';
import type { CatalogueOf } from './messages.js';

export const deEmbed: CatalogueOf<typeof enEmbed> = {
  'embed.copy': 'HTML kopieren',
  'embed.copied': 'Das HTML dieses Elements liegt in der Zwischenablage.',
  'embed.refused': 'Der Browser lässt diese Seite nicht in die Zwischenablage schreiben. Hier ist das HTML zum Kopieren von Hand:',
  'embed.label': 'HTML dieses Elements',
};
