// Code points and folding. The server counts code points, JavaScript counts UTF-16 units.

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

export function length(text) {
  return ASTRAL.test(text) ? Array.from(text).length : text.length;
}

// A function from code-point offsets to offsets in the string.
export function offsets(text) {
  if (!ASTRAL.test(text)) return (n) => n;
  const starts = [];
  let at = 0;
  for (const char of text) {
    starts.push(at);
    at += char.length;
  }
  starts.push(at);
  return (n) => starts[Math.min(n, starts.length - 1)];
}

const SAME = { "“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "\u00a0": " ", "\u3000": " " };

// Case, width and the form of quotes and stops levelled, unit by unit, so that offsets stay true.
export function fold(text) {
  let out = "";
  for (let n = 0; n < text.length; n += 1) {
    const char = text[n];
    const code = char.charCodeAt(0);
    if (code < 128) out += char.toLowerCase();
    else if (SAME[char]) out += SAME[char];
    else if (code >= 0xd800 && code <= 0xdfff) out += char;
    else {
      const plain = char.normalize("NFKC").toLowerCase();
      out += plain.length === 1 ? plain : char;
    }
  }
  return out;
}

// What cannot be seen and may mislead: shown by name.
export const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const NAMES = { "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM", "\u00ad": "SHY" };
export const unseenName = (char) => NAMES[char] || `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
