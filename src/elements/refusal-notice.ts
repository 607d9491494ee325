import { tags } from './tags.js';

/**
 * Says in the page why no element of the kit appears. Under Trusted Types a page names the policies it allows: where the
 * one of the library that draws is missing, or another copy of that library has made it already, that library ends the
 * whole module while it is loaded, and no code of the kit runs any more. So this file stands before all others in every
 * entry, imports nothing that could fail, and brings its own words.
 */
const texts = {
  en: (policy: string): string => `This figure cannot be shown: the page’s policy (Content-Security-Policy, trusted-types) refuses the policy “${policy}”. `
    + `It has to allow “lit-html” and “kennzahl”, and where two copies of a library are in the page also 'allow-duplicates'.`,
  de: (policy: string): string => `Diese Zahl lässt sich nicht zeigen: die Richtlinie der Seite (Content-Security-Policy, trusted-types) lehnt „${policy}“ ab. `
    + `Sie muss „lit-html“ und „kennzahl“ erlauben, und wo zwei Fassungen einer Bibliothek in der Seite sind, auch 'allow-duplicates'.`,
};

const mark = 'data-kennzahl-refused';

/** Elements that another copy of the kit has defined are no business of this one. */
const say = (policy: string): void => {
  for (const tag of tags) {
    for (const element of document.querySelectorAll(`${tag}:not(:defined):not([${mark}])`)) {
      element.setAttribute(mark, policy);
      const language = element.closest('[lang]')?.getAttribute('lang')?.toLowerCase().startsWith('de') === true ? 'de' : 'en';
      const notice = document.createElement('p');
      notice.setAttribute('role', 'alert');
      notice.textContent = texts[language](policy);
      element.append(notice);
    }
  }
};

const onViolation = ({ effectiveDirective, disposition, sample }: SecurityPolicyViolationEvent): void => {
  if (effectiveDirective !== 'trusted-types' || disposition !== 'enforce') return;
  say(sample);
  // Elements that the parser has not reached yet.
  document.addEventListener('DOMContentLoaded', () => say(sample), { once: true });
};

if (typeof document !== 'undefined' && 'trustedTypes' in globalThis) document.addEventListener('securitypolicyviolation', onViolation);
