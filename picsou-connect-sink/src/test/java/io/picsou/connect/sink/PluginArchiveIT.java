package io.picsou.connect.sink;

import io.picsou.connect.config.PluginArchiveContract;

/** The archive that the build made of this module. */
class PluginArchiveIT extends PluginArchiveContract {}
