<?php
// Says what posts there are, as JSON.
define( 'WP_ADMIN', true );
require $argv[1] . '/wp-load.php';
$out = array();
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1, 'lang' => '', 'orderby' => 'ID', 'order' => 'ASC' ) ) as $post ) {
	$out[] = array(
		'id'           => $post->ID,
		'title'        => $post->post_title,
		'content'      => $post->post_content,
		'status'       => $post->post_status,
		'slug'         => $post->post_name,
		'date'         => $post->post_date,
		'lang'         => function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $post->ID ) : null,
		'translations' => function_exists( 'pll_get_post_translations' ) ? pll_get_post_translations( $post->ID ) : null,
		'comments'     => (int) $post->comment_count,
		'meta'         => count( array_filter( array_keys( get_post_meta( $post->ID ) ), fn( $key ) => '_' !== $key[0] ) ),
	);
}
echo json_encode( $out );
