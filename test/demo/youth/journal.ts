import type { Sandbox } from "../../sandbox/index.ts";
import { messageText } from "../../sandbox/world/snapshot.ts";

/** A message of the bot's for others, as it was when it was posted. Mentions stand as Discord writes them. */
export interface Posted {
	at: number;
	/** The channel's name; null for a direct message. */
	channel: string | null;
	/** Whose direct message it is. */
	to: string | null;
	text: string;
}

/** Writes down every message that the bot posts for others, as the sandbox sees it made. */
export class Journal {
	readonly posted: Posted[] = [];

	constructor({ world, clock }: Sandbox) {
		world.on(({ t, d }) => {
			if (t !== "MESSAGE_CREATE") return;
			const channel = world.channel(String(d.channel_id));
			const message = channel.messages.find(({ id }) => id === d.id);
			if (message?.authorId !== world.botId || message.onlyFor !== null || message.type !== 0) return;
			const to = channel.recipients.find((id) => id !== world.botId) ?? null;
			this.posted.push({
				at: clock.now(),
				channel: to === null ? channel.name : null,
				to,
				text: messageText(message),
			});
		});
	}
}
