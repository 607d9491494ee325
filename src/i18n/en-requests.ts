/** What can go wrong with a request for data. Same rules as `en.ts`. */
export const enRequests = {
  'issue.API': 'the interface reports an error: \u201c{value}\u201d.',
  'issue.AUTH': 'the server wants other credentials (status {status}). Sign in again, or see to the page\u2019s headers or fetcher property.',
  'issue.AUTH_CALLBACK': 'the page\u2019s own headers callback failed: {reason}',
  'issue.REDIRECT': 'leads to another address, which is not followed, since credentials would go along. Give the final address.',
  'issue.ORIGIN': 'is of an origin that this page does not allow.',
  'issue.TIMEOUT': 'took longer than {seconds}\u202fs and was given up.',
} as const;
