<?php
// Fill a fresh WordPress with the articles of a JSON file, in the theme named. Usage: php seed.php WP_DIR DATA.json THEME
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost:8931';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
$data = json_decode(file_get_contents($argv[2]), true);
wp_install($data['site'], 'red', 'red@example.dk', true, '', 'secret-for-a-throw-away-site', 'da_DK');
foreach (get_posts(['numberposts' => -1, 'post_type' => 'any']) as $old) { wp_delete_post($old->ID, true); }
update_option('WPLANG', 'da_DK');
update_option('blogdescription', $data['tagline']);
update_option('date_format', 'j. F Y');
update_option('time_format', 'H:i');
update_option('posts_per_page', 5);
update_option('comment_registration', 0);
update_option('default_comment_status', 'open');
update_option('timezone_string', 'Europe/Copenhagen');
$authors = [];
foreach ($data['articles'] as $article) {
    $name = $article['author'];
    if (!isset($authors[$name])) {
        $authors[$name] = wp_insert_user(['user_login' => sanitize_title($name), 'display_name' => $name, 'user_pass' => 'x', 'role' => 'author']);
    }
    $category = wp_create_category($article['category']);
    $id = wp_insert_post([
        'post_title' => $article['title'], 'post_name' => $article['slug'], 'post_content' => $article['html'],
        'post_status' => 'publish', 'post_author' => $authors[$name], 'post_date' => $article['date'] . ' 09:30:00',
        'post_category' => [$category], 'tags_input' => $article['tags'], 'comment_status' => 'open',
    ]);
    foreach ($article['comments'] as $index => $comment) {
        wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => $comment[0], 'comment_content' => $comment[1],
            'comment_approved' => 1, 'comment_date' => $article['date'] . ' 1' . $index . ':05:00', 'comment_author_email' => "g$index@example.dk"]);
    }
}
foreach ($data['pages'] as $page) {
    wp_insert_post(['post_type' => 'page', 'post_title' => $page[0], 'post_content' => '<p>' . $page[1] . '</p>', 'post_status' => 'publish', 'post_author' => 1]);
}
switch_theme($argv[3]);
update_option('sidebars_widgets', ['wp_inactive_widgets' => [], 'sidebar-1' => ['search-2', 'recent-posts-2', 'recent-comments-2', 'archives-2', 'categories-2', 'meta-2', 'tag_cloud-2'], 'array_version' => 3]);
foreach (['search', 'recent-posts', 'recent-comments', 'archives', 'categories', 'meta', 'tag_cloud'] as $widget) {
    update_option("widget_$widget", [2 => ['title' => ''], '_multiwidget' => 1]);
}
$urls = ['/', '/?paged=2', '/?paged=3', '/?s=the', '/?s=qwertyuiop', '/?p=999999', '/?author=2', '/?m=202403', '/?m=2024', '/wp-login.php'];
foreach (get_posts(['numberposts' => -1, 'post_type' => ['post', 'page']]) as $post) {
    $urls[] = ($post->post_type == 'page' ? '/?page_id=' : '/?p=') . $post->ID;
}
foreach (get_terms(['taxonomy' => ['category', 'post_tag'], 'hide_empty' => true]) as $term) {
    $urls[] = $term->taxonomy == 'category' ? "/?cat=$term->term_id" : "/?tag=$term->slug";
}
echo json_encode($urls);
