import type { WorldSnapshot } from "../sandbox/world/snapshot.ts";

/** What of a world must be the same however often the bot died. Keys say what a line is about. */
type Comparable = Record<string, string[]>;

interface Difference {
	missing: boolean;
	line: string;
}

/** Where two runs differ: what one has and the other has not, or less often. Empty when they are equal. */
export function differences(expected: Comparable, actual: Comparable): Difference[] {
	return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) => {
		const left = [...(actual[key] ?? [])];
		const missing = (expected[key] ?? []).filter((one) => {
			const index = left.indexOf(one);
			if (index >= 0) left.splice(index, 1);
			return index < 0;
		});
		return [
			...missing.map((one) => ({ missing: true, line: `${key}: missing ${one}` })),
			...left.map((one) => ({ missing: false, line: `${key}: more than in the undisturbed run ${one}` })),
		];
	});
}

/**
 * The world without what chance or a late delivery changes: the codes of invites, how often one was used, who happens
 * to be in a voice room, private answers (who gets none asks again, and may read "that is already done"), the order
 * of lines (free words come in random order) and the order of messages in a channel (one that is delivered late stands
 * behind what people wrote meanwhile).
 */
export function comparableWorld({ guilds, dms }: WorldSnapshot): Comparable {
	const [guild] = guilds;
	if (!guild) throw new Error("There is no server");
	const { channels, threads, invites, ...rest } = guild;
	const world: Comparable = {
		roles: rest.roles.map(text),
		members: rest.members.map(text),
		channels: channels.map(({ messages: _, ...channel }) => text(channel)),
		threads: threads.map(({ messages: _, ...thread }) => text(thread)),
		events: rest.events.map(text),
		invites: invites.map(({ uses: _, ...invite }) => text(invite)),
		rules: rest.rules.map(text),
		bans: rest.bans,
	};
	const places = [
		...channels.map(({ name, category, messages }) => ({ place: `${category ?? ""}/${name}`, messages })),
		...threads.map(({ name, messages }) => ({ place: `thread ${name}`, messages })),
		...dms.map(({ between, messages }) => ({ place: `direct ${between.join(", ")}`, messages })),
	];
	for (const { place, messages } of places) {
		const lines = messages
			.filter(({ onlyFor }) => onlyFor === null)
			.map((message) => text({ ...message, text: unordered(message.text) }));
		world[place] = [...(world[place] ?? []), ...lines];
	}
	return world;
}

function unordered(text: string): string {
	const lines = text.replace(/discord\.gg\/\S+/g, "discord.gg/<code>").split("\n");
	return lines.sort().join("\n");
}

function text(value: unknown): string {
	return JSON.stringify(value);
}
