package io.picsou.connect.source;

import io.picsou.connect.config.PluginArchiveContract;

/** The archive that the build made of this module. */
class PluginArchiveIT extends PluginArchiveContract {}
