import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { Opening, Place } from "../../src/openings/model.ts";
import type { StaffDesk } from "../desk.ts";
import type { Option } from "../kinds.ts";
import { reply } from "../reply.ts";
import { parseDate, parseTime } from "../when.ts";
import { chosenOpening, chosenPlace, completeOpening, completePlace } from "./complete.ts";

const { String: Text } = ApplicationCommandOptionType;

export const placeOption: Option = {
	name: "place",
	type: Text,
	required: true,
	complete: completePlace,
	max: 100,
};

export const openingOption: Option = {
	name: "opening",
	type: Text,
	required: true,
	complete: completeOpening,
	max: 100,
};

/** The place that the option means; says so and returns undefined when there is none. */
export async function askedPlace(
	interaction: ChatInputCommandInteraction<"cached">,
	desk: StaffDesk,
): Promise<Place | undefined> {
	const place = await chosenPlace(interaction.options.getString("place", true), desk);
	if (!place) await reply(interaction, { text: desk.t("openings:reply.pick-place") });
	return place;
}

export async function askedOpening(
	interaction: ChatInputCommandInteraction<"cached">,
	desk: StaffDesk,
): Promise<{ place: Place; opening: Opening } | undefined> {
	const found = await chosenOpening(interaction.options.getString("opening", true), desk);
	if (!found) await reply(interaction, { text: desk.t("openings:reply.pick-opening") });
	return found;
}

/** A date as the service reads it; what cannot be read goes on as it is, and the service says so. */
export function isoDate(text: string, { settings, now }: StaffDesk): string {
	return parseDate(text, now.toZonedDateTimeISO(settings.zone).toPlainDate())?.toString() ?? text;
}

/** The same of a time of day. */
export function isoTime(text: string): string {
	return parseTime(text)?.toString({ smallestUnit: "minute" }) ?? text;
}
