/** How long Discord may take to give a file, in milliseconds. */
const PATIENCE = 10_000;

/**
 * A file that somebody attached, from Discord. No more than `most` bytes are read, whatever its size was said to be.
 * @returns null when it is larger, or cannot be had in time
 */
export async function download(url: string, most: number): Promise<Uint8Array | null> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
		if (!response.ok || !response.body) return null;
		const chunks: Uint8Array[] = [];
		let length = 0;
		for await (const chunk of response.body) {
			length += chunk.byteLength;
			// Leaving the loop cancels the rest.
			if (length > most) return null;
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	} catch (error) {
		// What fetch throws of the network and of time: the one who brought the file is asked to try again.
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
}
