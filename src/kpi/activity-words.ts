/** Kinds that reach a lead, or come from one, by themselves; a mail or an ad only as its outcome says. */
export const touchKinds: ReadonlySet<string> = new Set(['email', 'call', 'sms', 'chat', 'form', 'webinar', 'ad']);

/** Kinds that are marketing's work when nobody noted who acted. */
export const marketingKinds: ReadonlySet<string> = new Set(['form', 'webinar', 'ad']);

/** Words as CRMs write them are compared by their letters. */
const lettersOf = (text: string | null): string => (text ?? '').toLowerCase().replace(/[^\p{L}]+/gu, '');

/** Steps of one mail's delivery: the mail itself is the touch. What never arrived is none either. */
const deliverySteps = /^(open|opened|geöffnet|geoeffnet|bounced?|(hard|soft)bounced?|unzustellbar|delivered|zugestellt|processed|deferred|dropped|suppressed)$/;
const clicks = /^(ad)?(click|clicked|clicks|klick|geklickt)$/;
const calledOff = /^(cancell?ed|noshow|abgesagt|storniert|abgebrochen|entfallen|ausgefallen|nichterschienen|nichtangetreten)$/;
const takenCall = /^(connected|completed|answered|reached|held|conversation|verbunden|erreicht|gesprochen|abgeschlossen)$/;
const moved = /^(rescheduled|moved|verschoben|verlegt)$/;

/** A mail event that is no touch of its own. */
export const isDeliveryStep = (outcome: string | null): boolean => deliverySteps.test(lettersOf(outcome));

/** An ad that was clicked; one that was only shown touched nobody. */
export const isClick = (outcome: string | null): boolean => clicks.test(lettersOf(outcome));

/** A call that somebody answered. */
export const isTakenCall = (outcome: string | null): boolean => takenCall.test(lettersOf(outcome));

/** A meeting that was cancelled, or to which the lead did not come: it was never validly booked. */
export const isCalledOff = (outcome: string | null): boolean => calledOff.test(lettersOf(outcome));

/** A meeting moved to another day: booked all the same, but not held on this one. */
export const isMoved = (outcome: string | null): boolean => moved.test(lettersOf(outcome));
