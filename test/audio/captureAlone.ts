/** Writes a track until it is killed, and prints a line after each flush: how many packets are safe. Argument: path. */
import { openTrack } from "../../src/audio/track.ts";

const [path = ""] = process.argv.slice(2);
const track = await openTrack({ path, key: new Uint8Array(32), startMs: 0 });
for (let packet = 1; ; packet++) {
	track.append(Uint8Array.of(0xf8, packet & 255, packet >> 8, 1), packet * 20);
	if (packet % 50 !== 0) continue;
	await track.flush();
	process.stdout.write(`${packet}\n`);
}
