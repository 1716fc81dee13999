// Answers that wait for the connection must outlive a closed tab, so they lie in this browser; and
// the next person at a shared computer must not read them. So they lie there sealed (AES-GCM), with
// a key that only the person's own pages carry: those are never cached, and after signing out no
// page has it. What was given before a session ended is still there when the same person is back,
// which erasing at sign-out would not allow.
// Browsers seal on https and on the machine itself only. Elsewhere nothing is written at all, and
// the answers wait in the open page alone.
window.sealWith = (secret) => {
  const subtle = globalThis.crypto?.subtle;
  const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const key = subtle?.importKey("raw", toBytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);

  async function shut(thing) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(thing));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, await key, words);
    return toText([...iv, ...new Uint8Array(sealed)]);
  }

  // Something else under our name, or sealed by another key: as good as nothing.
  async function open(text) {
    try {
      const bytes = toBytes(text);
      const iv = bytes.slice(0, 12);
      const words = await subtle.decrypt({ name: "AES-GCM", iv }, await key, bytes.slice(12));
      return JSON.parse(new TextDecoder().decode(words));
    } catch {
      return null;
    }
  }

  return Object.freeze({ holds: Boolean(subtle), shut, open });
};
