import {
	type ButtonBuilder,
	FileBuilder,
	type MessageComponentInteraction,
	MessageFlags,
	type ModalMessageModalSubmitInteraction,
	type RepliableInteraction,
} from "discord.js";
import { isAcknowledged } from "../src/discord/errors.ts";
import { failureOf } from "../src/discord/failure.ts";
import { type Attachment, picture, TEXT_LIMIT, type View, view } from "../src/discord/views/view.ts";

/** What one person alone is answered. */
export interface Reply {
	/** Markdown; what people wrote in it is escaped. Cut when it is longer than a message holds. */
	text: string;
	buttons?: ButtonBuilder[];
	file?: Attachment;
	/** Shown beneath the text; who does not see it hears `alt`. */
	picture?: Attachment & { alt: string };
	/** A message of ours as others would see it, shown beneath. */
	preview?: View;
}

/**
 * Answers privately. What came from a private message of ours (a confirmation, a preview) changes that message, so
 * that its buttons cannot be pressed again; anything else gets a private message of its own.
 */
export async function reply(interaction: RepliableInteraction, answer: Reply): Promise<void> {
	const body = {
		components: [container(answer), ...(answer.preview ? [answer.preview.container] : [])],
		files: [answer.file, answer.picture].flatMap((each) =>
			each ? [{ name: each.name, attachment: each.data }] : [],
		),
		allowedMentions: { parse: [] },
	};
	const source = fromPrivate(interaction);
	if (interaction.deferred) {
		await interaction.editReply({ ...body, flags: MessageFlags.IsComponentsV2 });
	} else if (source) {
		await source.update({ ...body, flags: MessageFlags.IsComponentsV2 });
	} else {
		await interaction.reply({ ...body, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral });
	}
}

/** Another private message after the one that answered. */
export async function replyMore(interaction: RepliableInteraction, answer: Reply): Promise<void> {
	await interaction.followUp({
		components: [container(answer)],
		allowedMentions: { parse: [] },
		flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
	});
}

/**
 * For what may take longer than three seconds: says privately that it is being done. `reply` then fills it. When
 * Discord's answer is lost it is said again, and that it had been said is as good: else the person would be left
 * waiting for what nobody does.
 */
export async function defer(interaction: RepliableInteraction): Promise<void> {
	const source = fromPrivate(interaction);
	const say = () =>
		source ? source.deferUpdate() : interaction.deferReply({ flags: MessageFlags.Ephemeral });
	try {
		await say();
	} catch (error) {
		if (failureOf(error).kind !== "passing") throw error;
		try {
			await say();
		} catch (second) {
			if (!isAcknowledged(second)) throw second;
			interaction.deferred = true;
		}
	}
}

/** The interaction, when it came from a private message of ours: then that message can be changed. */
function fromPrivate(
	interaction: RepliableInteraction,
): MessageComponentInteraction | ModalMessageModalSubmitInteraction | null {
	const onMessage =
		interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
			? interaction
			: null;
	return onMessage?.message.flags.has(MessageFlags.Ephemeral) ? onMessage : null;
}

function container({ text, buttons, file, picture: image }: Reply) {
	const fits = text.length <= TEXT_LIMIT ? text : `${text.slice(0, TEXT_LIMIT - 1)}…`;
	const { container } = view([fits, image && picture(image.name, image.alt), buttons]);
	return file
		? container.addFileComponents(new FileBuilder().setURL(`attachment://${file.name}`))
		: container;
}
