<?php
// Does what Tools, Import, WordPress does with a file: through Polylang's importer where it is there.
define( 'WP_ADMIN', true );
define( 'WP_LOAD_IMPORTERS', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user( 1 );
do_action( 'admin_init' );
$GLOBALS['wp_import']->import( $argv[2] );
echo "\n", get_class( $GLOBALS['wp_import'] );
