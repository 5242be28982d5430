<?php
// Fills the site with the posts of a JSON file: languages and pairs through Polylang's own functions, where it is there.
define( 'WP_ADMIN', true );
require $argv[1] . '/wp-load.php';
wp_set_current_user( 1 );
$data = json_decode( file_get_contents( $argv[2] ), true );
$pll  = function_exists( 'PLL' );
if ( $pll ) {
	// Languages are made by a model that Polylang loads on its own settings page only.
	$options = PLL()->options;
	$model   = class_exists( 'PLL_Admin_Model' ) ? new PLL_Admin_Model( $options ) : PLL()->model;
	foreach ( array( array( 'Dansk', 'da', 'da_DK', 'dk' ), array( 'English', 'en', 'en_GB', 'gb' ) ) as $order => $l ) {
		$added = $model->add_language( array( 'name' => $l[0], 'slug' => $l[1], 'locale' => $l[2], 'rtl' => 0, 'term_group' => $order, 'flag' => $l[3] ) );
		if ( is_wp_error( $added ) ) {
			exit( $added->get_error_message() );
		}
	}
	PLL()->options = get_option( 'polylang' );
	PLL()->model->clean_languages_cache();
}
$ids = array();
foreach ( $data as $name => $post ) {
	$ids[ $name ] = wp_insert_post( wp_slash( array(
		'post_title'   => $post['title'],
		'post_content' => $post['content'],
		'post_excerpt' => $post['excerpt'] ?? '',
		'post_type'    => $post['type'] ?? 'post',
		'post_status'  => 'publish',
		'post_date'    => $post['date'],
	) ), true );
	if ( $pll && isset( $post['lang'] ) ) {
		pll_set_post_language( $ids[ $name ], $post['lang'] );
	}
	foreach ( $post['comments'] ?? array() as $comment ) {
		wp_insert_comment( wp_slash( array( 'comment_post_ID' => $ids[ $name ], 'comment_content' => $comment, 'comment_author' => 'Ida', 'comment_approved' => 1 ) ) );
	}
}
foreach ( $data as $name => $post ) {
	if ( $pll && isset( $post['translation'] ) ) {
		pll_save_post_translations( array( $post['lang'] => $ids[ $name ], $data[ $post['translation'] ]['lang'] => $ids[ $post['translation'] ] ) );
	}
}
echo json_encode( $ids );
