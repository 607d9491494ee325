/** What the editor says beside the names of tokens. */
const words = {
  en: {
    locale: 'en', begin: 'Begin with', scheme: 'Colour scheme', light: 'Light', dark: 'Dark', colours: 'Colours', shape: 'Shape and type', contrast: 'Contrast', pair: 'Ink on ground',
    needs: 'Needs', passes: 'passes', fails: 'too weak', sheet: 'CSS to copy', copy: 'Copy', copied: 'Copied', again: 'Begin again',
    allHold: (pairs: number): string => `All ${pairs} pairs hold.`,
    weak: (weak: number, pairs: number): string => `${weak} of ${pairs} pairs too weak.`,
  },
  de: {
    locale: 'de', begin: 'Beginnen mit', scheme: 'Farbschema', light: 'Hell', dark: 'Dunkel', colours: 'Farben', shape: 'Form und Schrift', contrast: 'Kontrast', pair: 'Farbe auf Grund',
    needs: 'Nötig', passes: 'genügt', fails: 'zu schwach', sheet: 'CSS zum Kopieren', copy: 'Kopieren', copied: 'Kopiert', again: 'Von vorn',
    allHold: (pairs: number): string => `Alle ${pairs} Paare genügen.`,
    weak: (weak: number, pairs: number): string => `${weak} von ${pairs} Paaren zu schwach.`,
  },
} as const;

export type EditorWords = (typeof words)['en' | 'de'];

export const wordsFor = (language: string): EditorWords => (language.startsWith('de') ? words.de : words.en);
