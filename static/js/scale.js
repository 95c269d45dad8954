// A phone's photograph is larger than any scan needs to be: it is made smaller before it is sent.

const QUALITY = 0.9;

// The same picture with no edge longer than this, upright; the file itself where that cannot be done.
export async function scaled(file, edge) {
  if (!edge || !/^image\/jpe?g$/.test(file.type) || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = edge / Math.max(picture.width, picture.height);
    if (share >= 1) {
      picture.close();
      return file;
    }
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    const paper = canvas.getContext("2d");
    paper.imageSmoothingQuality = "high";
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    return blob ? new File([blob], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file; // the server knows more kinds of JPEG than a browser, and says what is wrong
  }
}
