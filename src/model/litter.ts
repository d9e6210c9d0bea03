/**
 * Files and folders that programs leave about and nobody sent: lock files of Office, WPS and LibreOffice, half-done downloads and copies of browsers, chat and sync programs,
 * the eight hexadecimal digits under which Excel saves, folder settings and thumbnails, the bins and indexes of disks and network stores.
 */
export function isLitter(name: string): boolean {
	return HIDDEN.test(name) || HALF_DONE.test(name) || FURNITURE.test(name);
}

const HIDDEN = /^(\.|~\$|~.*\.[tT][mM][pP]$|~syncthing~|(?=.*[A-F])[0-9A-F]{8}$)/;
const HALF_DONE = /\.(te?mp|part|partial|crdownload|download|downloading|opdownload|filepart|swp|swx|lock|aria2|xltd|td|!ut|!bt|\$\$\$)$/i;
const FURNITURE = /^((eh)?thumbs(_vista)?\.db|desktop\.ini|icon\r|__macosx|\$recycle\.bin|system volume information|lost\+found|@eadir|#recycle)$/i;
