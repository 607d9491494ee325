import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatInterval } from '../format/range.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say, sayCode, type Messages } from '../i18n/messages.js';
import { segmentName } from '../i18n/words.js';
import type { ProductDetails, ProductFigures } from '../model/product-details.js';
import type { ScenePoint } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';

type Row = ScenePoint['rows'][number];

export const productName = ({ messages, naming }: ChartContext, { id }: ProductFigures): string => segmentName(messages, [id], naming);

/** What every product owes its effort to: a day of selling, or a touch. */
export const perEffort = (messages: Messages, { effort }: ProductDetails): string => say(messages, `product.per.${effort}`);

/** Best score first; products that are not compared come last. */
export const byScore = (a: ProductFigures, b: ProductFigures): number =>
  Number(a.ranks === null) - Number(b.ranks === null) || (b.score ?? -Infinity) - (a.score ?? -Infinity) || (String(a.id) < String(b.id) ? -1 : 1);

export const placeText = (place: number, locale: string): string => formatNumber(place, locale, { digits: 1 });

/** Where a product's places contradict each other, the two furthest apart in words; null = they agree. */
export const rankWords = (messages: Messages, { ranks, units }: ProductFigures, details: ProductDetails): string | null => {
  if (ranks === null || !ranks.conflict) return null;
  const { of } = ranks;
  const places = [[units === null ? 'wins' : 'units', ranks.units], ['revenue', ranks.revenue], ['score', ranks.score]] as const;
  const pairs = [[places[0], places[2]], [places[1], places[2]], [places[0], places[1]]] as const;
  const [a, b] = pairs.reduce((most, pair) => (Math.abs(pair[0][1] - pair[1][1]) > Math.abs(most[0][1] - most[1][1]) ? pair : most));
  const words = ([measure, place]: (typeof places)[number]): string =>
    say(messages, `product.rank.${measure}.${place === 1 ? 'first' : place === of ? 'last' : 'at'}`, { place: placeText(place, messages.locale), of, per: perEffort(messages, details) });
  return say(messages, 'product.rank', { a: words(a), b: words(b) });
};

/** Notes of the KPI that the picture tells product by product. */
export const noteCodes: readonly string[] = ['PP_RANK_CONFLICT', 'PP_CAMPAIGN_DRIVEN', 'PP_ONE_DEAL', 'PP_INCENTIVE', 'PP_EASY_NOT_VALUABLE', 'PP_TRAINING'];

const noteTexts = (messages: Messages, { notes, campaignsDropped }: ProductFigures): readonly string[] =>
  notes.flatMap((code) => sayCode(messages, `product.note.${code}`, { c: campaignsDropped.join(', ') }) ?? []);

/** The score once its campaigns are left out, and by how much it differs; null = no campaign holds enough of the wins. */
export const withoutCampaign = ({ messages, format: { locale } }: ChartContext, { campaignsDropped, score, scoreExCampaign }: ProductFigures): string | null =>
  (campaignsDropped.length === 0 || score === null || scoreExCampaign === null ? null : say(messages, 'product.without', {
    c: campaignsDropped.join(', '), score: formatNumber(scoreExCampaign, locale), change: formatNumber(Math.round(scoreExCampaign) - Math.round(score), locale, { sign: 'always' }),
  }));

/** Everything that is to be said of a product, most telling first. */
export const allWords = (context: ChartContext, product: ProductFigures, details: ProductDetails): readonly string[] => {
  const rank = rankWords(context.messages, product, details);
  const without = withoutCampaign(context, product);
  return [...(rank === null ? [] : [rank]), ...noteTexts(context.messages, product), ...(without === null ? [] : [without])];
};

/** Convert × margin × pace as factors whose product is score ÷ 100. */
const splitText = ({ messages, format: { locale } }: ChartContext, { split }: ProductFigures): readonly Row[] => {
  if (split === null) return [];
  const factor = (part: number): string => formatNumber(Math.exp(part), locale, { digits: 2, fixed: true });
  return [{ label: say(messages, 'product.row.split'), value: [split.convert, split.margin, split.speed].map(factor).join(' × ') }];
};

/** What makes it easy or hard to sell: mix, training, commission, company it is sold in; each only where it is known. */
const whyRows = ({ messages, format: { locale } }: ChartContext, { mixAdjustedWinRate, training, commission, attachRate, retention12 }: ProductFigures): readonly Row[] => {
  const share = (rate: number): string => formatPercent(rate, locale, 1);
  const row = (what: 'adjusted' | 'trained' | 'commission' | 'attach' | 'kept', value: string | null): readonly Row[] => (value === null ? [] : [{ label: say(messages, `product.row.${what}`), value }]);
  const [trained, others] = [training?.trained.rate ?? null, training?.untrained.rate ?? null];
  return [
    ...row('adjusted', mixAdjustedWinRate === null ? null : share(mixAdjustedWinRate)),
    ...row('trained', trained === null || others === null ? null : `${share(trained)}, ${share(others)}`),
    ...row('commission', commission === null ? null : share(commission)),
    ...row('attach', attachRate === null ? null : share(attachRate)),
    ...row('kept', retention12 === null ? null : share(retention12.factor)),
  ];
};

/** Of fewer opportunities a win rate is none to go by. */
const leastOffers = 10;

/** What sellers have to do with it: the commission on it, and how often trained ones win it beside the others. Each only where it can be told. */
const sellerWords = ({ messages, format: { locale } }: ChartContext, { training, commission }: ProductFigures): readonly string[] => {
  const [trained, others] = [training?.trained, training?.untrained].map((own) => (own === undefined || own.n < leastOffers ? null : own.rate)) as [number | null, number | null];
  return [
    ...(commission === null ? [] : [say(messages, 'product.commission', { rate: formatPercent(commission, locale, 1) })]),
    ...(trained === null || others === null ? [] : [say(messages, 'product.training', { trained: formatPercent(trained, locale), others: formatPercent(others, locale) })]),
  ];
};

/** What is said below a product's score. */
export const scoreWords = (context: ChartContext, product: ProductFigures, details: ProductDetails): readonly string[] =>
  [...allWords(context, product, details), ...sellerWords(context, product)];

export const amountText = ({ format }: ChartContext, amount: number): string => formatValue(amount, 'money', format);

const scoreText = ({ messages, format: { locale } }: ChartContext, { score, ranks }: ProductFigures): string => {
  if (score === null) return say(messages, 'table.missing');
  const figure = formatNumber(score, locale);
  return ranks === null ? say(messages, 'product.row.scoreFew', { score: figure }) : say(messages, 'product.row.placed', { figure, place: placeText(ranks.score, locale) });
};

const noteRows = (context: ChartContext, product: ProductFigures, details: ProductDetails): readonly Row[] =>
  allWords(context, product, details).map((value) => ({ label: say(context.messages, 'product.row.note'), value }));

const withNotes = (context: ChartContext, sentence: string, product: ProductFigures, details: ProductDetails): string => {
  const words = allWords(context, product, details).join('; ');
  return words === '' ? sentence : say(context.messages, 'product.sayNotes', { sentence, notes: words });
};

const winRateRow = ({ messages, format: { locale } }: ChartContext, { winRate: { rate, won, n } }: ProductFigures): Row =>
  ({ label: say(messages, 'product.row.winRate'), value: rate === null ? say(messages, 'table.missing') : say(messages, 'product.row.winRateOf', { share: formatPercent(rate, locale, 1), won, n }) });

/** How easily it sells, and what a win brings. */
export const worthReading = (context: ChartContext, product: ProductFigures, details: ProductDetails): Pick<ScenePoint, 'title' | 'rows' | 'sentence'> => {
  const { messages, format } = context;
  const { winRate: { rate, n, won }, amountPerWin, score, ranks } = product;
  const name = productName(context, product);
  const amount = amountPerWin ?? 0;
  const sentence = ranks === null ? say(messages, 'product.sayFew', { product: name, won, n })
    : say(messages, 'product.say', { product: name, share: formatPercent(rate ?? 0, format.locale, 1), n, amount: formatSpoken(amount, 'money', format), score: formatNumber(score ?? 0, format.locale) });
  return {
    title: name,
    rows: [
      winRateRow(context, product),
      { label: say(messages, `product.row.amount.${details.basis ?? 'margin'}`), value: amountText(context, amount) },
      { label: say(messages, 'product.row.score'), value: scoreText(context, product) },
      ...whyRows(context, product),
      ...noteRows(context, product, details),
    ],
    sentence: withNotes(context, sentence, product, details),
  };
};

/** What the score is made of, and its places under every measure. */
export const scoreReading = (context: ChartContext, product: ProductFigures, details: ProductDetails): Pick<ScenePoint, 'title' | 'rows' | 'sentence'> => {
  const { messages, format } = context;
  const { score, scoreCi, scoreExTopDeal, easeIndex, units, revenue, ranks, winRate: { n, won } } = product;
  const name = productName(context, product);
  const index = (value: number): string => formatNumber(value, format.locale);
  const placed = (figure: string, place: number | undefined): string => (place === undefined ? figure : say(messages, 'product.row.placed', { figure, place: placeText(place, format.locale) }));
  const range = scoreCi === null ? '' : formatInterval(scoreCi, 'index', score, format);
  const sentence = score === null ? say(messages, 'product.sayNoScore', { product: name })
    : ranks === null ? say(messages, 'product.sayFew', { product: name, won, n })
      : say(messages, 'product.sayScore', { product: name, score: index(score), ease: easeIndex === null ? say(messages, 'table.missing') : index(easeIndex) });
  return {
    title: name,
    rows: [
      { label: say(messages, 'product.row.score'), value: scoreText(context, product) },
      ...(range === '' ? [] : [{ label: say(messages, 'table.interval'), value: range }]),
      ...splitText(context, product),
      ...(easeIndex === null ? [] : [{ label: say(messages, 'product.row.ease'), value: index(easeIndex) }]),
      ...(units === null ? [] : [{ label: say(messages, 'product.row.units'), value: placed(index(units), ranks?.units) }]),
      { label: say(messages, 'product.row.revenue'), value: placed(amountText(context, revenue), ranks?.revenue) },
      ...(scoreExTopDeal === null ? [] : [{ label: say(messages, 'product.row.withoutTop'), value: index(scoreExTopDeal) }]),
      ...noteRows(context, product, details),
    ],
    sentence: withNotes(context, sentence, product, details),
  };
};
