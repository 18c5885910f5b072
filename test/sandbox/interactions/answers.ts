/** What the bot's answers to interactions do to the world: replies, deferrals, updates, follow-ups. */
import { MessageFlags, InteractionResponseType as Response } from "discord-api-types/v10";
import { DiscordError } from "../world/errors.ts";
import type { Message, UploadedFile } from "../world/model.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { Interaction } from "./interaction.ts";
import type { Interactions } from "./interactions.ts";

type Body = Record<string, unknown>;

export class Answers {
	#world: World;
	#interactions: Interactions;

	constructor(world: World, interactions: Interactions) {
		this.#world = world;
		this.#interactions = interactions;
	}

	/** Answers with a message (callback type 4). */
	reply(interaction: Interaction, body: Body, files: UploadedFile[]): Message {
		const message = this.#create(interaction, body, files, isPrivate(body));
		interaction.originalId = message.id;
		interaction.private = message.onlyFor !== null;
		interaction.acknowledge(Response.ChannelMessageWithSource, { kind: "message", message });
		return message;
	}

	/** Says that a message will come (type 5): a "thinking" message, which the answer will fill. */
	deferReply(interaction: Interaction, body: Body): Message {
		const flags = Number(body.flags ?? 0) & MessageFlags.Ephemeral;
		const message = this.#world.messages.create(
			this.#world.botId,
			interaction.origin.channelId,
			{ flags: flags | MessageFlags.Loading },
			{ ...this.#extra(interaction, flags !== 0), loading: true },
		);
		interaction.originalId = message.id;
		interaction.private = flags !== 0;
		interaction.acknowledge(Response.DeferredChannelMessageWithSource, null);
		this.#interactions.deferred(interaction);
		return message;
	}

	/** Says that the component's message may change later (type 6). */
	deferUpdate(interaction: Interaction): Message {
		const message = this.#source(interaction);
		interaction.originalId = message.id;
		interaction.private = message.onlyFor !== null;
		interaction.acknowledge(Response.DeferredMessageUpdate, null);
		this.#interactions.deferred(interaction);
		return message;
	}

	/** Changes the message whose component was used (type 7). */
	update(interaction: Interaction, body: Body, files: UploadedFile[]): Message {
		const message = this.#edit(this.#source(interaction), body, files);
		interaction.originalId = message.id;
		interaction.private = message.onlyFor !== null;
		interaction.acknowledge(Response.UpdateMessage, { kind: "update", message });
		return message;
	}

	/**
	 * One more message through the interaction's webhook. Directly after a deferred reply it fills that one, as
	 * Discord does; its private state stays as deferred.
	 */
	followUp(interaction: Interaction, body: Body, files: UploadedFile[]): Message {
		const fills = interaction.response === Response.DeferredChannelMessageWithSource && interaction.deferred;
		if (fills) {
			const { flags, ...rest } = body;
			const kept = Number(flags ?? 0) & ~MessageFlags.Ephemeral;
			return this.edit(interaction, "@original", kept === 0 ? rest : { ...rest, flags: kept }, files);
		}
		const message = this.#create(interaction, body, files, isPrivate(body));
		interaction.finish({ kind: "message", message });
		return message;
	}

	/** Edits "@original" or a follow-up. Filling a deferral is an edit too. */
	edit(interaction: Interaction, id: string, body: Body, files: UploadedFile[]): Message {
		const message = this.message(interaction, id);
		const edited = this.#edit(message, body, files);
		const isOriginal = message.id === interaction.originalId;
		if (isOriginal && interaction.response === Response.DeferredChannelMessageWithSource) {
			interaction.finish({ kind: "message", message: edited });
		} else if (isOriginal) interaction.finish({ kind: "update", message: edited });
		return edited;
	}

	delete(interaction: Interaction, id: string): void {
		const message = this.message(interaction, id);
		this.#world.messages.delete(this.#world.botId, message.channelId, message.id, { asInteraction: true });
		if (message.id === interaction.originalId) interaction.finish({ kind: "none" });
	}

	/** "@original" or one of the interaction's messages; Unknown Message (10008) otherwise. */
	message(interaction: Interaction, id: string): Message {
		const wanted = id === "@original" ? interaction.originalId : id;
		const channel = this.#world.channel(interaction.origin.channelId);
		const message = channel.messages.find((each) => each.id === wanted);
		const own =
			message && (message.id === interaction.originalId || message.interactionId === interaction.id);
		if (!message || !own) throw new DiscordError("UnknownMessage");
		return message;
	}

	#source(interaction: Interaction): Message {
		const channel = this.#world.channel(interaction.origin.channelId);
		const message = channel.messages.find((each) => each.id === interaction.origin.messageId);
		if (!message) throw new DiscordError("UnknownMessage");
		return message;
	}

	#create(interaction: Interaction, body: Body, files: UploadedFile[], onlyOne: boolean): Message {
		const { botId, messages } = this.#world;
		const extra = { ...this.#extra(interaction, onlyOne), files };
		return messages.create(botId, interaction.origin.channelId, body, extra);
	}

	#extra(interaction: Interaction, onlyOne: boolean) {
		const { origin, id, originalId } = interaction;
		const metadata = {
			...interactionMetadata(this.#world, interaction),
			...(originalId !== null && { original_response_message_id: originalId }),
		};
		return { ...(onlyOne && { onlyFor: origin.personId }), interaction: { id, metadata } };
	}

	#edit(message: Message, body: Body, files: UploadedFile[]): Message {
		const { botId, messages } = this.#world;
		return messages.edit(botId, message.channelId, message.id, body, { files, asInteraction: true });
	}
}

function isPrivate(body: Body): boolean {
	return (Number(body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** What `interaction_metadata` of a message tells of the interaction it answers. */
export function interactionMetadata(world: World, { id, origin }: Interaction): Body {
	return {
		id,
		type: origin.type,
		user: toApi.user(world, world.user(origin.personId)),
		authorizing_integration_owners: { 0: origin.guildId ?? "0" },
		...origin.metadata,
	};
}
