import { numbersText } from "../../src/discord/views/crisis.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const help: ButtonHandler<"help"> = {
	access: "anyone",
	run: (interaction, _, { help, t }) =>
		reply(interaction, { text: numbersText(t, help.numbers(t.language)) }),
};
