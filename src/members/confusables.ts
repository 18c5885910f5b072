/**
 * Look-alikes. `skeleton` follows the idea of Unicode UTS #39, section 4 ("Confusable Detection",
 * https://www.unicode.org/reports/tr39/): two names with the same skeleton look the same to a hurried reader. The
 * table is our own choice for names written in Latin letters: what of Cyrillic, Greek, other Latin letters and digits
 * passes for them. Unlike UTS #39 it drops marks, case, spaces and signs too, because people overlook them.
 */
const lookAlikes: Record<string, string> = {
	// Cyrillic, capital and small
	...pairs("АВЕЅІЈКМНОРСТУХҮԌԚԜӀҺ", "abesljkmhopctyxygqwlh"),
	...pairs("авеѕіјкмнорсԁтухүԍԛԝһӏгпьи", "abesljkmhopcdtyxygqwhlrnbu"),
	// Greek, capital and small
	...pairs("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhlkmnoptyx"),
	...pairs("αβγεηικνορσςτυχω", "abyenlkvopoctuxw"),
	// Latin letters that do not come apart into a letter and a mark, and small capitals
	...pairs("ıɩɪɑɡøØđĐłŁħĦŧŦŋƒ", "lllagooddllhhttnf"),
	...pairs("ᴀʙᴄᴅᴇꜰɢʜᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghjklmnoprstuvwyz"),
	// Digits and strokes; a capital I passes for a small L, and after folding so does every i
	...pairs("01|I", "olll"),
	æ: "ae",
	Æ: "ae",
	œ: "oe",
	Œ: "oe",
	ß: "ss",
};

function pairs(from: string, to: string): Record<string, string> {
	const targets = [...to];
	return Object.fromEntries([...from].map((letter, index) => [letter, targets[index] ?? letter]));
}

/** Letters in boxes and circles, and the letters that flags are made of: first code point → a … z. */
const letterBlocks = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];

function unboxed(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const start = letterBlocks.find((first) => code >= first && code < first + 26);
	return start === undefined ? char : String.fromCharCode(0x61 + code - start);
}

/** What a name looks like at a glance; equal for names that pass for each other. */
export function skeleton(name: string): string {
	const bare = name.normalize("NFKD").replace(/\p{M}/gu, "");
	const letters = [...bare].map((char) => lookAlikes[char] ?? unboxed(char)).join("");
	const folded = [...letters.toLowerCase()].map((char) => (char === "i" ? "l" : (lookAlikes[char] ?? char)));
	const read = folded.join("").replaceAll("rn", "m").replaceAll("vv", "w").normalize("NFKD");
	// A name of nothing but signs is compared by its signs.
	return read.replace(/[^\p{L}\p{N}]/gu, "") || read;
}
