const refused = (): Error => new Error('The page\'s policy (CSP img-src) does not allow the picture to be drawn. toSVG() works without it.');

/** An SVG file as a picture of pixels. Rejects where the page's policy forbids images from memory. */
export const exportPng = async (source: string, scale = 2): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    const drawn = new Promise<void>((resolve, reject) => {
      image.addEventListener('load', () => resolve(), { once: true });
      image.addEventListener('error', () => reject(refused()), { once: true });
    });
    image.src = url;
    await drawn;
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(refused()) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
};
