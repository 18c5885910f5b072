/**
 * The certificate of the sandbox's voice servers. Clients reach voice servers by TLS and nothing else, so they must
 * trust it: made once on every machine, for loopback only, and good for nothing else.
 */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";

interface Certificate {
	/** PEM. */
	key: string;
	/** PEM. */
	cert: string;
}

/**
 * Where it is kept, with its key. A bot in a process of its own trusts the voice servers when it is started with this
 * path in `NODE_EXTRA_CA_CERTS`.
 */
const file = join(import.meta.dirname, "../../../var/sandbox/voice.pem");
let trusted = false;

/** The path of the certificate, which is made now if there is none. */
export function certificateFile(): string {
	if (existsSync(file)) return file;
	const { key, cert } = selfSigned();
	const own = `${file}.${process.pid}`;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(own, cert + key, { mode: 0o600 });
	// Whole or not at all, and the first one stays: another process may be making one too.
	try {
		linkSync(own, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	}
	rmSync(own);
	return file;
}

/** The certificate, which this process trusts from now on. */
export function loopbackCertificate(): Certificate {
	const [, cert = "", key = ""] =
		readFileSync(certificateFile(), "utf8").match(/^(-.*?-----END CERTIFICATE-----\n)(.*)$/s) ?? [];
	if (!trusted) setDefaultCACertificates([...getCACertificates("default"), cert]);
	trusted = true;
	return { key, cert };
}

/** One value in DER: its tag, its length, what is in it. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
	const body = Buffer.concat(parts);
	const { length } = body;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const octets = (...parts: Uint8Array[]) => der(0x04, ...parts);
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const time = (text: string) => der(0x18, Buffer.from(text));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const commonName = oid("550403");
const basicConstraints = oid("551d13");
const subjectAltName = oid("551d11");

function selfSigned(): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const name = sequence(
		der(0x31, sequence(commonName, der(0x0c, Buffer.from("local Discord, for tests only")))),
	);
	const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
	const loopback = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
	const signed = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1]), randomBytes(8)),
		ecdsaWithSha256,
		name,
		sequence(time("20200101000000Z"), time("99991231235959Z")),
		name,
		publicKey.export({ format: "der", type: "spki" }),
		der(
			0xa3,
			sequence(sequence(basicConstraints, octets(isAuthority)), sequence(subjectAltName, octets(loopback))),
		),
	);
	const whole = sequence(signed, ecdsaWithSha256, bits(sign("sha256", signed, privateKey)));
	const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
	};
}
