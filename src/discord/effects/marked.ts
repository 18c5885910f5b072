import {
	type APIMessage,
	ComponentType,
	MessageFlags,
	type RESTPostAPIChannelMessageJSONBody,
} from "discord.js";
import type { Attempt, EffectDependencies } from "./effect.ts";
import type { Body } from "./wire.ts";

/**
 * A message carries the number of its row as the id of its container, so that it can be found although its sending
 * was never confirmed. The offset keeps it apart from the small ids that Discord gives by itself; ids are 32 bits.
 */
const MARK = 1_000_000_000;
/** Pages of a hundred messages that are looked through. */
const PAGES = 20;

/** Sends the message, unless an earlier try did: that one is then brought up to date. */
export async function sendMarked(
	deps: EffectDependencies,
	channelId: string,
	{ body, files }: Body,
	attempt: Attempt,
): Promise<APIMessage> {
	const marked = {
		...body,
		components: body.components.map((container) => ({ ...container, id: MARK + attempt.rowId })),
	};
	const found = await findMarked(deps, channelId, attempt);
	// It keeps the mark: this try may be lost, too.
	if (found) return deps.api.editMessage(channelId, found.id, marked, files);
	const create: RESTPostAPIChannelMessageJSONBody = {
		...marked,
		flags: MessageFlags.IsComponentsV2,
		nonce: `piiri-${attempt.rowId}`,
		enforce_nonce: true,
	};
	return deps.api.createMessage(channelId, create, files);
}

/** The message that an earlier try of the row sent to the channel, if there is one. */
export async function findMarked(
	{ api, botId }: EffectDependencies,
	channelId: string,
	{ rowId, since }: Attempt,
): Promise<APIMessage | undefined> {
	if (since === null) return undefined;
	let after = since;
	for (let page = 0; page < PAGES; page++) {
		const messages = await api.messagesAfter(channelId, after);
		const found = messages.find(
			({ author, components }) =>
				author.id === botId() &&
				components?.some(({ type, id }) => type === ComponentType.Container && id === MARK + rowId),
		);
		if (found || messages.length < 100) return found;
		after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
	}
	return undefined;
}
