/** Taking a widget elsewhere as the HTML that makes it. */
export const enEmbed = {
  'embed.copy': 'Copy HTML',
  'embed.copied': 'The HTML of this widget is on the clipboard.',
  'embed.refused': 'The browser does not let this page write to the clipboard. Here is the HTML to be copied by hand:',
  'embed.label': 'HTML of this widget',
} as const;
