/** Told to the server at each contact; a bundle may ask for a least one. */
export const APP_VERSION = '0.1.0'
