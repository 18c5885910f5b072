import type { APIAllowedMentions, APIContainerComponent, RESTAPIAttachment } from "discord.js";
import type { View } from "../views/view.ts";
import { hashOf } from "./effect.ts";

/** What a view is on the wire, without the mark of the row that sends it. */
export interface Body {
	body: {
		components: APIContainerComponent[];
		allowed_mentions: APIAllowedMentions;
		attachments: RESTAPIAttachment[];
	};
	files: View["files"];
	/** Equal when the message would look and call the same. */
	hash: string;
}

export function bodyOf({ container, calls, callRoles, files }: View): Body {
	const components = [container.toJSON()];
	return {
		body: {
			components,
			allowed_mentions: { parse: [], users: [...calls], roles: [...callRoles] },
			attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })),
		},
		files,
		hash: hashOf(
			JSON.stringify([components, calls, ...(callRoles.length > 0 ? [callRoles] : [])]),
			...files.map(({ data }) => data),
		),
	};
}
