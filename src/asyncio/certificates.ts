// Certificates (https://www.rfc-editor.org/rfc/rfc5280), read from their encoding: what `SSLObject.getpeercert()` tells.
//
// DER is a tree of elements: a tag, a length, and the contents, which for the tags used here are elements again or a
// value. A certificate is a sequence of which the first element is what the issuer signed:
//
//     version [0], serialNumber, signature, issuer, validity, subject, publicKey, …, extensions [3]

/** A name, as a row of sets of attributes: `[[["countryName", "DE"]], [["commonName", "example"]]]`. */
export type DistinguishedName = readonly (readonly (readonly [string, string])[])[];

/** An alternative name: its kind, "DNS" or "IP Address" or another, and itself. */
export type AlternativeName = readonly [string, string | DistinguishedName];

export interface PeerCertificate {
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly version: number;
  /** In hexadecimal. */
  readonly serialNumber: string;
  /** As in "Nov 21 15:07:09 2026 GMT". */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly subjectAltName?: readonly AlternativeName[];
  /** Where its validity can be asked for, where its issuer's certificate is, and where the list of revoked ones. */
  readonly OCSP?: readonly string[];
  readonly caIssuers?: readonly string[];
  readonly crlDistributionPoints?: readonly string[];
}

interface Element {
  readonly tag: number;
  readonly contents: Uint8Array;
  /** Where the next element begins. */
  readonly end: number;
}

function elementAt(data: Uint8Array, at: number): Element {
  const tag = data[at];
  let length = data[at + 1];
  if (tag === undefined || length === undefined) throw new RangeError("the certificate ends too early");
  let start = at + 2;
  if (length & 0x80) {
    const octets = length & 0x7f;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (data[start + i] ?? 0);
    start += octets;
  }
  if (start + length > data.length) throw new RangeError("the certificate ends too early");
  return { tag, contents: data.subarray(start, start + length), end: start + length };
}

function elements(data: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < data.length; at = found.at(-1)!.end) found.push(elementAt(data, at));
  return found;
}

const STRINGS_OF_TWO_BYTES = 0x1e;
const UTC_TIME = 0x17;

/** Bytes as text, one character each. `TextDecoder` would read "latin1" as Windows does, and change some of them. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += BLOCK) text += String.fromCharCode(...bytes.subarray(at, at + BLOCK));
  return text;
}
const BLOCK = 8192;

function textOf({ tag, contents }: Element): string {
  if (tag === 0x0c) return new TextDecoder().decode(contents);
  return tag === STRINGS_OF_TWO_BYTES ? new TextDecoder("utf-16be").decode(contents) : latin1(contents);
}

/** An object identifier, as in "2.5.4.3". */
function identifierOf(contents: Uint8Array): string {
  const numbers: bigint[] = [];
  let number = 0n;
  for (const byte of contents) {
    number = (number << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (numbers.length > 0) numbers.push(number);
    else {
      const first = number < 80n ? number / 40n : 2n;
      numbers.push(first, number - first * 40n);
    }
    number = 0n;
  }
  return numbers.join(".");
}

/** OpenSSL's long names of the attributes that certificates have. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  "2.5.4.3": "commonName",
  "2.5.4.4": "surname",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "countryName",
  "2.5.4.7": "localityName",
  "2.5.4.8": "stateOrProvinceName",
  "2.5.4.9": "streetAddress",
  "2.5.4.10": "organizationName",
  "2.5.4.11": "organizationalUnitName",
  "2.5.4.12": "title",
  "2.5.4.13": "description",
  "2.5.4.15": "businessCategory",
  "2.5.4.17": "postalCode",
  "2.5.4.41": "name",
  "2.5.4.42": "givenName",
  "2.5.4.43": "initials",
  "2.5.4.44": "generationQualifier",
  "2.5.4.46": "dnQualifier",
  "2.5.4.65": "pseudonym",
  "2.5.4.97": "organizationIdentifier",
  "1.2.840.113549.1.9.1": "emailAddress",
  "0.9.2342.19200300.100.1.1": "userId",
  "0.9.2342.19200300.100.1.25": "domainComponent",
  "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionLocalityName",
  "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionStateOrProvinceName",
  "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionCountryName",
};

const nameOf = (contents: Uint8Array): DistinguishedName =>
  elements(contents).map((set) =>
    elements(set.contents).map((attribute): [string, string] => {
      const [type, value] = elements(attribute.contents);
      const identifier = identifierOf(type!.contents);
      return [ATTRIBUTES[identifier] ?? identifier, textOf(value!)];
    }),
  );

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Times have two digits of the year until 2049, and four from then on. */
function timeOf({ tag, contents }: Element): string {
  let text = latin1(contents);
  if (tag === UTC_TIME) text = `${text < "5" ? "20" : "19"}${text}`;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text) ?? [];
  return `${MONTHS[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${hour}:${minute}:${second} ${year} GMT`;
}

const hex = (data: Uint8Array): string =>
  Array.from(data, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("");

function addressOf(contents: Uint8Array): string {
  if (contents.length === 4) return contents.join(".");
  if (contents.length !== 16) return "<invalid>";
  const group = (i: number): string => ((contents[2 * i]! << 8) | contents[2 * i + 1]!).toString(16).toUpperCase();
  return Array.from({ length: 8 }, (_, i) => group(i)).join(":");
}

/** One of the kinds of names that a certificate may be for. */
function alternativeOf({ tag, contents }: Element): AlternativeName {
  switch (tag & 0x1f) {
    case 1:
      return ["email", latin1(contents)];
    case 2:
      return ["DNS", latin1(contents)];
    case 4:
      return ["DirName", nameOf(elementAt(contents, 0).contents)];
    case 6:
      return ["URI", latin1(contents)];
    case 7:
      return ["IP Address", addressOf(contents)];
    case 8:
      return ["Registered ID", identifierOf(contents)];
    default:
      return ["othername", "<unsupported>"];
  }
}

const uris = (names: readonly Element[]): string[] =>
  names.filter(({ tag }) => tag === 0x86).map(({ contents }) => latin1(contents));

/** The addresses in an extension that says where to ask: those of one way of asking. */
const accessOf = (contents: Uint8Array, method: string): string[] =>
  elements(elementAt(contents, 0).contents).flatMap((description) => {
    const [how, where] = elements(description.contents);
    return identifierOf(how!.contents) === method ? uris([where!]) : [];
  });

/** A point is `[0] { [0] { names } }`, with more after it. */
const pointsOf = (contents: Uint8Array): string[] =>
  elements(elementAt(contents, 0).contents).flatMap((point) => {
    const [where] = elements(point.contents);
    if (where?.tag !== 0xa0) return [];
    const [full] = elements(where.contents);
    return full?.tag === 0xa0 ? uris(elements(full.contents)) : [];
  });

type Extensions = Map<string, Uint8Array>;

function extensionsOf(list: Element | undefined): Extensions {
  const found: Extensions = new Map();
  if (list === undefined) return found;
  for (const extension of elements(elementAt(list.contents, 0).contents)) {
    const parts = elements(extension.contents);
    found.set(identifierOf(parts[0]!.contents), parts.at(-1)!.contents);
  }
  return found;
}

const OCSP_METHOD = "1.3.6.1.5.5.7.48.1";
const ISSUERS_METHOD = "1.3.6.1.5.5.7.48.2";

/** What a certificate says, of those in DER. */
export function readCertificate(der: Uint8Array): PeerCertificate {
  const [signed] = elements(elementAt(der, 0).contents);
  const parts = elements(signed!.contents);
  const hasVersion = parts[0]!.tag === 0xa0;
  const [serial, , issuer, validity, subject] = hasVersion ? parts.slice(1) : parts;
  const [from, until] = elements(validity!.contents);
  const number = serial!.contents;
  const extensions = extensionsOf(parts.find(({ tag }) => tag === 0xa3));
  const alternatives = extensions.get("2.5.29.17");
  const access = extensions.get("1.3.6.1.5.5.7.1.1");
  const points = extensions.get("2.5.29.31");
  const optional = {
    subjectAltName: alternatives && elements(elementAt(alternatives, 0).contents).map(alternativeOf),
    OCSP: access && accessOf(access, OCSP_METHOD),
    caIssuers: access && accessOf(access, ISSUERS_METHOD),
    crlDistributionPoints: points && pointsOf(points),
  };
  return {
    subject: nameOf(subject!.contents),
    issuer: nameOf(issuer!.contents),
    version: hasVersion ? elementAt(parts[0]!.contents, 0).contents[0]! + 1 : 1,
    serialNumber: hex(number.length > 1 && number[0] === 0 ? number.subarray(1) : number),
    notBefore: timeOf(from!),
    notAfter: timeOf(until!),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined && value.length > 0)),
  };
}

/** Whether a certificate may sign others. */
export function isAuthority(der: Uint8Array): boolean {
  const [signed] = elements(elementAt(der, 0).contents);
  const parts = elements(signed!.contents);
  const constraints = extensionsOf(parts.find(({ tag }) => tag === 0xa3)).get("2.5.29.19");
  if (constraints === undefined) return false;
  const [first] = elements(elementAt(constraints, 0).contents);
  return first?.tag === 0x01 && first.contents[0] !== 0;
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** The blocks of a PEM text whose label is one of these. */
export const pemBlocks = (text: string, label: RegExp): string[] =>
  [...text.matchAll(PEM)].filter((match) => label.test(match[1]!)).map((match) => match[0]);

/** The bytes in a block of PEM. */
export function derOf(pem: string): Uint8Array {
  const text = atob(pem.replace(/-----[^-]+-----/g, "").replace(/\s+/g, ""));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function pemOf(der: Uint8Array): string {
  const text = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(""));
  return `-----BEGIN CERTIFICATE-----\n${text.replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
}
