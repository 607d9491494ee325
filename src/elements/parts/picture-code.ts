/** What draws the pictures of one kind of widget. */
export interface PictureCode<Draw> {
  /** Fetches it; null: it is here. */
  prepare(): Promise<void> | null;
  /** Throws where it was not prepared. */
  readonly draw: Draw;
}

/** Fetched while the figures are computed; once it is here, it is here for every such widget of the page. */
export const pictureCode = <Draw>(fetchDraw: () => Promise<Draw>): PictureCode<Draw> => {
  let known: Draw | null = null;
  return {
    prepare: () => (known !== null ? null : fetchDraw().then((draw) => {
      known = draw;
    })),
    get draw() {
      if (known === null) throw new Error('drawn before its picture was fetched');
      return known;
    },
  };
};
