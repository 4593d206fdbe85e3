/** Versions of Python that generated projects can have. */
export const PYTHONS = ["3.11", "3.12", "3.13", "3.14"];
/** The one of the images unless somebody says otherwise. */
export const DEFAULT_PYTHON = "3.12";

/** Output styles that this svc writes. */
export const EDITIONS = ["2026-11"];
export const NEWEST_EDITION = "2026-11";
