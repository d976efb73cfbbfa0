/**
 * What all connectors share about their settings: strict parsing that refuses misspelt keys, checks
 * that find every error at once, and the settings that more than one connector has.
 */
package io.picsou.connect.config;
