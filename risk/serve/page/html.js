// Elements, written as they will stand in the page.
import htm from "./htm.js";
import { h } from "./preact.js";

export const html = htm.bind(h);
