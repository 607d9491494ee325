import type { enAnnotations } from './en-annotations.js';
import type { CatalogueOf } from './messages.js';

export const deAnnotations: CatalogueOf<typeof enAnnotations> = {
  'annotation.kind.campaign': 'Kampagne',
  'annotation.kind.event': 'Ereignis',
  'annotation.column': 'Vermerk',
  'annotation.say': '{kind} {label}, {time}.',
  'annotation.during': 'Vermerkt: {what}.',
  'annotation.summaryMore': 'Vermerkt: {what} und {n} weitere.',
  'annotation.inTime': '{label}, {time}',
  'annotation.fault.list': 'erwartet wird eine Liste von höchstens 500 Einträgen',
  'annotation.fault.object': 'erwartet wird ein Objekt',
  'annotation.fault.label': 'label muss ein Text von 1 bis 200 Zeichen sein',
  'annotation.fault.day': 'erwartet wird ein Kalendertag, geschrieben wie 2026-03-31',
  'annotation.fault.when': 'nötig ist entweder date oder from und to',
  'annotation.fault.order': 'to liegt vor from',
  'annotation.fault.kind': 'kind muss campaign oder event sein',
};
