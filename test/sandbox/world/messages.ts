import type { Message, Snowflake, UploadedFile } from "./model.ts";
import type { World } from "./world.ts";

export type MessageBody = Record<string, unknown>;
export interface MessageExtra {
	files?: UploadedFile[];
	/** Ephemeral: only this person sees it. */
	onlyFor?: Snowflake;
	/** The interaction that it answers, with what `interaction_metadata` tells. No permission is then asked. */
	interaction?: { id: Snowflake; metadata: Record<string, unknown> };
	/** An edit or deletion through the interaction's webhook: no permission is asked. */
	asInteraction?: boolean;
}

export class Messages {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Creates a message of the actor. `extra.interaction` marks an interaction's response: it needs no permission. */
	create(actorId: Snowflake, channelId: Snowflake, body: MessageBody, extra?: MessageExtra): Message {
		throw new Error("not yet");
	}
	/** Edits the actor's own message. With `asInteraction` (a webhook edit) no permission is needed. */
	edit(
		actorId: Snowflake,
		channelId: Snowflake,
		messageId: Snowflake,
		body: MessageBody,
		extra?: MessageExtra,
	): Message {
		throw new Error("not yet");
	}
	delete(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake, extra?: MessageExtra): void {
		throw new Error("not yet");
	}
	bulkDelete(actorId: Snowflake, channelId: Snowflake, ids: readonly Snowflake[]): void {
		throw new Error("not yet");
	}
	get(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): Message {
		throw new Error("not yet");
	}
	list(
		actorId: Snowflake,
		channelId: Snowflake,
		page: { before?: Snowflake; after?: Snowflake; around?: Snowflake; limit?: number },
	): Message[] {
		throw new Error("not yet");
	}
	/** MESSAGE_CREATE for a message made earlier without telling (a deferred answer that is now filled) is not needed: edit tells MESSAGE_UPDATE. */
	typing(actorId: Snowflake, channelId: Snowflake): void {
		throw new Error("not yet");
	}
}
