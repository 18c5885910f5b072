import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { type FieldError, invalidForm } from "../world/errors.ts";
import type { Choice } from "./interaction.ts";

/** Holds the choices of an autocomplete answer to Discord's limits; throws Invalid Form Body (50035). */
export function checkChoices(data: unknown, optionType: number): Choice[] {
	const choices = ((data as { choices?: unknown } | null)?.choices ?? []) as Choice[];
	const refused: FieldError[] = [];
	const refuse = (path: (string | number)[], code: string, message: string) =>
		refused.push({ path: ["data", "choices", ...path], code, message });
	if (choices.length > 25) refuse([], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
	choices.forEach(({ name, value }, index) => {
		if (typeof name !== "string" || name.length < 1 || name.length > 100) {
			refuse([index, "name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
		}
		if (optionType === ApplicationCommandOptionType.String) {
			if (typeof value !== "string" || value.length > 100) {
				refuse([index, "value"], "STRING_TYPE_CONVERT", "Must be a text of 100 or fewer in length.");
			}
		} else if (typeof value !== "number") {
			refuse([index, "value"], "NUMBER_TYPE_COERCE", "Must be a number.");
		}
	});
	if (refused.length > 0) throw invalidForm(refused);
	return choices;
}
