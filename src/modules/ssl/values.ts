// Certificates as Python has them: dictionaries of tuples.

import type { DistinguishedName, PeerCertificate } from "../../asyncio/certificates.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import type { Value } from "../../runtime/values.ts";

const tupleOf = <T>(items: readonly T[], value: (item: T) => Value): Tuple => new Tuple(items.map(value));

const nameValue = (name: DistinguishedName): Value =>
  tupleOf(name, (set) => tupleOf(set, ([type, text]) => new Tuple([type, text])));

export function certificateValue(certificate: PeerCertificate | Record<string, never>): Value {
  const dict = new Dict();
  for (const [key, value] of Object.entries(certificate as PeerCertificate)) {
    if (key === "subject" || key === "issuer") dict.set(key, nameValue(value));
    else if (key === "subjectAltName") {
      const names = (certificate as PeerCertificate).subjectAltName!;
      dict.set(
        key,
        tupleOf(names, ([kind, name]) => new Tuple([kind, typeof name === "string" ? name : nameValue(name)])),
      );
    } else dict.set(key, Array.isArray(value) ? new Tuple(value) : (value as Value));
  }
  return dict;
}
