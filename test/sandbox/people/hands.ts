/** How a person's acts become interactions, and the bot's outcome becomes an answer. */
import {
	type APIModalInteractionResponseCallbackData,
	ButtonStyle,
	ComponentType,
	InteractionType,
} from "discord-api-types/v10";
import { interactionMetadata } from "../interactions/answers.ts";
import type { Interaction, Origin, Outcome } from "../interactions/interaction.ts";
import type { Interactions } from "../interactions/interactions.ts";
import { resolved } from "../interactions/payload.ts";
import { storeOptionFile } from "../world/attachments.ts";
import type { Channel, Guild, Message } from "../world/model.ts";
import type { Json } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import { Answer, type Going, type Waiting } from "./answer.ts";
import { Form } from "./form.ts";
import { displayName, type SeenButton, type SeenOption, type SeenSelect, see } from "./seen.ts";

/** What a person's acting needs of the sandbox. */
export interface Stage {
	world: World;
	guild: Guild;
	interactions: Interactions;
}

export class Hands implements Going {
	#stage: Stage;
	#personId: string;

	constructor(stage: Stage, personId: string) {
		this.#stage = stage;
		this.#personId = personId;
	}

	/** Presses the one enabled button of this label. `nth` tells apart several of the same label. */
	press(message: Message, label: string, options: Waiting & { nth?: number } = {}): Promise<Answer> {
		const buttons = see(this.#stage.world, this.#fresh(message)).buttons;
		const named = buttons.filter((button) => button.label === label);
		const usable = named.filter((button) => !button.disabled);
		if (usable.length > 1 && options.nth === undefined) {
			throw new Error(`The message has ${usable.length} buttons "${label}": say which (nth)`);
		}
		const button = usable[options.nth ?? 0];
		if (!button) {
			const there = buttons.map((each) => `"${each.label}"`).join(", ") || "none";
			throw new Error(
				`The message has no ${named.length > 0 ? "enabled " : ""}button "${label}"; buttons: ${there}`,
			);
		}
		return this.#pressButton(message, button, options);
	}

	#pressButton(message: Message, button: SeenButton, options: Waiting): Promise<Answer> {
		if (button.style === ButtonStyle.Link || button.customId === undefined) {
			throw new Error(`The button "${button.label}" is a link to ${button.url}: it presses nothing`);
		}
		const data = { component_type: ComponentType.Button, custom_id: button.customId, id: button.componentId };
		return this.#component(message, data, options);
	}

	/** Chooses in the menu of this placeholder or custom id, by the options' labels (or values). */
	choose(message: Message, menu: string, values: string | string[], options: Waiting = {}): Promise<Answer> {
		const { selects } = see(this.#stage.world, this.#fresh(message));
		const found = selects.filter((each) => each.placeholder === menu || each.customId === menu);
		const [select] = found;
		if (!select || found.length > 1) {
			const there = selects.map((each) => `"${each.placeholder}" (${each.customId})`).join(", ") || "none";
			throw new Error(`The message has ${found.length} menus "${menu}"; menus: ${there}`);
		}
		if (select.disabled) throw new Error(`The menu "${menu}" is disabled`);
		const chosen = this.#values(select, [values].flat());
		const data: Json = {
			component_type: select.type,
			custom_id: select.customId,
			id: select.componentId,
			values: chosen,
		};
		if (select.type !== ComponentType.StringSelect) data.resolved = this.#resolved(chosen);
		return this.#component(message, data, options);
	}

	#values(select: SeenSelect, labels: string[]): string[] {
		const offered = select.type === ComponentType.StringSelect ? select.options : this.offered(select.type);
		if (labels.length < select.least || labels.length > select.most) {
			throw new Error(`The menu "${select.placeholder}" takes ${select.least} to ${select.most} options`);
		}
		return labels.map((label) => {
			const option = offered.find((each) => each.label === label || each.value === label);
			if (option) return option.value;
			const there = offered.map((each) => `"${each.label}"`).join(", ");
			throw new Error(`The menu "${select.placeholder}" has no option "${label}"; options: ${there}`);
		});
	}

	/** What a menu of people, roles or channels offers, by name. */
	offered(type: ComponentType): SeenOption[] {
		const { world, guild } = this.#stage;
		const people = [...guild.members.keys()].map((id) => ({
			label: displayName(world, guild, id),
			value: id,
		}));
		const roles = [...guild.roles.values()].map(({ name, id }) => ({ label: name, value: id }));
		const channels = [...guild.channels.values()].map(({ name, id }) => ({ label: name, value: id }));
		switch (type) {
			case ComponentType.UserSelect:
				return people;
			case ComponentType.RoleSelect:
				return roles;
			case ComponentType.ChannelSelect:
				return channels;
			case ComponentType.MentionableSelect:
				return [...people, ...roles];
			default:
				return [];
		}
	}

	#component(message: Message, data: Json, options: Waiting): Promise<Answer> {
		const origin = this.origin(InteractionType.MessageComponent, message.channelId, {
			messageId: message.id,
			metadata: { interacted_message_id: message.id },
		});
		return this.act(origin, data, message, options);
	}

	origin(type: InteractionType, channelId: string, more: Partial<Origin> = {}): Origin {
		const channel: Channel = this.#stage.world.channel(channelId);
		return {
			type,
			personId: this.#personId,
			guildId: channel.guildId,
			channelId,
			messageId: null,
			metadata: {},
			...more,
		};
	}

	/** Makes the interaction and waits for its answer. */
	async act(origin: Origin, data: Json, message: Message | null, options: Waiting = {}): Promise<Answer> {
		this.#checkTimeout(origin);
		const interaction = this.#stage.interactions.begin(origin, data, message);
		const outcome = options.dontWait
			? ((await interaction.acknowledged) ?? { kind: "none" as const })
			: await interaction.finished;
		return this.#answer(interaction, outcome);
	}

	#answer(interaction: Interaction, outcome: Outcome): Answer {
		const form = outcome.kind === "form" ? this.#form(interaction, outcome.form) : undefined;
		return new Answer(this.#stage.world, interaction, outcome, this, form);
	}

	#form(opener: Interaction, form: APIModalInteractionResponseCallbackData): Form {
		const { world } = this.#stage;
		const attachments: Json = {};
		return new Form(
			form,
			(type) => this.offered(type),
			(data, chosen) => {
				const origin = this.origin(InteractionType.ModalSubmit, opener.origin.channelId, {
					messageId: opener.origin.messageId,
					metadata: { triggering_interaction_metadata: interactionMetadata(world, opener) },
				});
				const message = origin.messageId ? this.#find(origin.channelId, origin.messageId) : null;
				const objects = {
					...this.#resolved(chosen),
					...(Object.keys(attachments).length > 0 && { attachments }),
				};
				const complete = Object.keys(objects).length > 0 ? { ...data, resolved: objects } : data;
				return this.act(origin, complete, message);
			},
			({ name, data, contentType = "application/octet-stream" }) => {
				const file = { index: 0, name, contentType, data };
				const { id, attachment } = storeOptionFile(world, opener.origin.channelId, file);
				attachments[id] = attachment;
				return id;
			},
		);
	}

	#resolved(ids: string[]): Json {
		return resolved(this.#stage.world, this.#stage.guild, ids, this.#personId);
	}

	#find(channelId: string, messageId: string): Message | null {
		return this.#stage.world.channel(channelId).messages.find(({ id }) => id === messageId) ?? null;
	}

	#fresh(message: Message): Message {
		const found = this.#find(message.channelId, message.id);
		if (!found) throw new Error("The message has been deleted");
		return found;
	}

	/** Who is timed out can press nothing in the server. */
	#checkTimeout(origin: Origin): void {
		const { world, guild } = this.#stage;
		const until = origin.guildId && guild.members.get(this.#personId)?.communication_disabled_until;
		if (until && Date.parse(until) > world.clock.now()) throw new Error(`Timed out until ${until}`);
	}
}
