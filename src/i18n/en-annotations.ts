/** Dated marks of the page on axes of time: campaign windows and events. */
export const enAnnotations = {
  'annotation.kind.campaign': 'Campaign',
  'annotation.kind.event': 'Event',
  'annotation.column': 'Marked',
  'annotation.say': '{kind} {label}, {time}.',
  'annotation.during': 'Marked: {what}.',
  'annotation.summaryMore': 'Marked: {what} and {n} more.',
  'annotation.inTime': '{label}, {time}',
  'annotation.fault.list': 'a list of at most 500 entries is expected',
  'annotation.fault.object': 'an object is expected',
  'annotation.fault.label': 'label must be a text of 1 to 200 characters',
  'annotation.fault.day': 'a day of the calendar is expected, written as 2026-03-31',
  'annotation.fault.when': 'either date, or from and to, is needed',
  'annotation.fault.order': 'to lies before from',
  'annotation.fault.kind': 'kind must be campaign or event',
} as const;
