<?php
// Installs a Danish WordPress in the folder it is told, with the plug-ins that lie there, and two languages.
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install( 'Havneavisen', 'karen', 'karen@avisen.example', true, '', 'kajen', 'da_DK' );
update_option( 'WPLANG', 'da_DK' );
update_option( 'timezone_string', 'Europe/Copenhagen' );
foreach ( array( 'polylang/polylang.php', 'wordpress-importer/wordpress-importer.php' ) as $plugin ) {
	if ( file_exists( WP_PLUGIN_DIR . '/' . $plugin ) ) {
		$error = activate_plugin( $plugin );
		echo $plugin, ' ', is_wp_error( $error ) ? $error->get_error_message() : 'active', "\n";
	}
}
