"""Words that stand around articles on every site, by the reason for which they are not read.

Four tables: whole lines, beginnings of lines, headings that open a block of their own (related
articles, a newsletter form), whose following lines go with them, and phrases inside short lines.
A new word or language goes into a table; nothing here knows how the tables are used. All words
are folded and without punctuation, as `lines.key` gives them.
"""

from __future__ import annotations

from narrator.article import Reason

LINES: dict[Reason, str] = {
    Reason.NAVIGATION: """
        skip to content; skip to main content; skip to main; skip to navigation; skip to search;
        skip to footer; skip links; skip to bottom section; skip to accessible view; skip to more;
        skip next section; toggle navigation; open navigation; open navigation menu; close
        navigation; breadcrumb; breadcrumbs; breadcrumb trail links; menu; main menu; home;
        homepage; search; sections; navigation; close; close menu; open menu; back; back to top;
        top; go to top; next; previous; next article; previous article; more; show more; show less;
        latest; all topics; accessibility help; accessibility links; table of contents; contents;
        log in; login; sign in; sign up; register; my account; account; subscribe now; zum inhalt
        springen; zum inhalt; zum hauptinhalt springen; zur navigation springen; direkt zum inhalt;
        zum menü springen; zur suche springen; sprungmarken; springe zum inhalt; zum seitenende
        springen; zur fußzeile springen; pfadnavigation; startseite; menü; hauptmenü; menü
        schließen; schließen; suche; suchen; zurück; nach oben; mehr anzeigen; übersicht; inhalt;
        inhaltsverzeichnis; einloggen; anmelden; registrieren; mein konto; abmelden; alle artikel;
        alle anzeigen; weiter; rubriken; ressorts; themen; aller au contenu; aller au contenu
        principal; passer au contenu; accéder au contenu; aller à la navigation; aller à la
        recherche; accueil; rechercher; recherche; fermer; fil d ariane; retour; haut de page;
        retour en haut de page; se connecter; connexion; sommaire; suivant; précédent; voir plus;
        mon compte; afficher plus; saltar al contenido; saltar al contenido principal; ir al
        contenido; ir al menú; inicio; ir al contenido principal; portada; buscar; buscador;
        cerrar; menú; iniciar sesión; volver; volver arriba; ver más; siguiente; anterior;
        secciones; mi cuenta; pular para o conteúdo; ir para o conteúdo; ir para o conteúdo
        principal; início; entrar; vai al contenuto; vai al contenuto principale; salta al
        contenuto; cerca; chiudi; accedi; ga naar de inhoud; naar hoofdinhoud; ga direct naar de
        inhoud; zoeken; sluiten; inloggen; hopp til innhold; hoppa till innehåll; gå til indhold;
        spring til indhold; sök; søk; søg; siirry sisältöön; valikko; haku; forside; hjem; lukk;
        luk; stäng; logg inn; log ind; przejdź do treści; przejdź do głównej treści; przejdź do
        menu; strona główna; szukaj; zamknij; zaloguj; zaloguj się; wyszukaj; wróć; więcej; pokaż
        więcej; menu główne; přejít k obsahu; přejít na obsah; drobečková navigace; domů; hledat;
        zavřít; přihlásit se; ugrás a tartalomra; kezdőlap; keresés; sari la conținut; acasă;
        căutare; içeriğe geç; ana sayfa; ara; kapat; перейти к содержанию; перейти к основному
        содержанию; главная; меню; поиск; закрыть; войти; вход; назад; наверх; ещё; перейти до
        вмісту; головна; пошук; μετάβαση στο περιεχόμενο; αρχική; αναζήτηση; תפריט; דלג לתוכן; דף
        הבית; חיפוש; تخطي إلى المحتوى; تخطى إلى المحتوى; انتقل إلى المحتوى; الانتقال إلى المحتوى;
        الرئيسية; القائمة; بحث; إغلاق; تسجيل الدخول; المزيد; رفتن به محتوا; خانه; جستجو;
        コンテンツへスキップ; 本文へスキップ; 本文へ; メインコンテンツへ; ホーム; メニュー; 検索;
        閉じる; ログイン; トップ; もっと見る; 戻る; 跳到内容; 跳转到主要内容; 跳至主要内容;
        跳至內容; 首页; 首頁; 菜单; 選單; 搜索; 搜尋; 关闭; 登录; 登入; 更多; 返回顶部; 본문
        바로가기; 메뉴 바로가기; 홈; 메뉴; 검색; 닫기; 로그인; 더보기; 목록; 맨위로; sprungmarken
        links; accesskeys; direkt zur suche; langsung ke konten; beranda; cari; masuk
    """,
    Reason.SHARING: """
        share; click to copy; share this; share this article; share this story; share article;
        share options; share page; share with friends; social sharing; sharing; copy link; copied;
        link copied; link copied to clipboard; facebook; twitter; x; x twitter; linkedin; whatsapp;
        reddit; pinterest; tumblr; telegram; email; e mail; mail; messenger; flipboard; threads;
        bluesky; mastodon; instagram; youtube; tiktok; pocket; xing; viber; line; signal; save;
        saved; print; gift this article; gift article; gift; listen; listen to this article;
        bookmark; print this page; print article; share save; save share; share tweet; tweet; post;
        send; add as preferred on google; read in app; share via email; share on facebook; send to
        a friend; share on twitter; share on linkedin; share on x; share on whatsapp; open share
        options; open more share options; more share options; follow us; follow us on; reprints;
        give this; teilen; artikel teilen; diesen artikel teilen; beitrag teilen; seite teilen;
        link kopieren; link kopiert; per mail; drucken; artikel drucken; merken; vorlesen; anhören;
        feedback; artikel merken; verschenken; artikel verschenken; speichern; artikel anhören;
        zuhören; artikel versenden; auf facebook teilen; auf twitter teilen; per whatsapp teilen;
        versenden; in pocket speichern; artikel hören; folgen; jetzt teilen; seite drucken; mail
        senden; kommentare teilen; teilen drucken; kopieren; url kopieren; folge uns; folgen sie
        uns; partager; partager cet article; partager l article; partagez; imprimer; enregistrer;
        écouter; copier le lien; lien copié; envoyer par email; envoyer par e mail; sauvegarder;
        offrir; offrir cet article; partager sur facebook; partager sur twitter; écouter l article;
        compartir; compartir en facebook; compartir en twitter; compartir en whatsapp; comparte;
        copiar enlace; enlace copiado; copiar link; imprimir; guardar; escuchar; enviar;
        compartilhar; compartilhe; partilhar; condividi; stampa; salva; ascolta; delen; deel; deel
        dit artikel; opslaan; afdrukken; luister; del; del artikel; dela; dela artikeln; skriv ut;
        lagre; spara; gem; lyt; jaa; tallenna; udostępnij; podziel się; drukuj; kopiuj link;
        skopiuj link; zapisz; posłuchaj; sdílet; sdílejte článek; sdílejte; uložit; tisk; tisknout;
        zdieľať; megosztás; nyomtatás; distribuie; paylaş; yazdır; kaydet; поделиться; скопировать
        ссылку; распечатать; сохранить; слушать; вконтакте; одноклассники; телеграм; поширити;
        поділитися; κοινοποίηση; שתף; שיתוף; شارك; مشاركة; شارك المقال; نسخ الرابط; طباعة; فيسبوك;
        تويتر; واتساب; استمع; シェア; シェアする; 共有; ツイート; 印刷; 記事を印刷する;
        メールで送る; リンクをコピーする; 保存; note; x 旧twitter; はてなブックマーク;
        ブックマーク; 分享; 分享到; 复制链接; 打印; 收藏; 微信; 微博; 分享让更多人看到; 複製連結;
        列印; 공유; 공유하기; 기사 공유; 인쇄; 프린트; 스크랩; 링크복사; url복사; 카카오톡;
        페이스북; 트위터; 글자크기; bagikan; salin tautan; simpan
    """,
    Reason.ADVERTISING: """
        advertisement; advertisements; advertising; ad; ads; sponsored; sponsored content;
        promoted; paid content; story continues below; story continues below advertisement; paid
        post; article continues below; article continues below advertisement; this is an
        advertisement; continue reading; advertisement continue reading the main story; article
        content; continue reading the main story; this advertisement has not loaded yet;
        recommended stories; this advertisement has not loaded yet but your article continues
        below; skip advertisement; skip ad; affiliate links; affiliate link; promotion; report this
        ad; learn more; anzeige; anzeigen; werbung; werbung überspringen; partnerangebot;
        partnerangebote; sponsored by; gesponsert; anzeige weiter unten; ende der anzeige; nach der
        anzeige weiter; promo; weiterlesen nach der anzeige; artikel wird unter der anzeige
        fortgesetzt; reklame; externer inhalt; empfohlener redaktioneller inhalt; zum shop;
        advertorial; publicité; annonce; annonces; la suite après la publicité; contenu sponsorisé;
        pub; la suite après cette publicité; passer la publicité; publicidad; anuncio; publicité
        passer; contenido patrocinado; patrocinado; publicidade; continua após a publicidade;
        pubblicità; continua a leggere; advertentie; advertentie overslaan; annons; mainos;
        annonsørinnhold; reklama; reklamy; dalsza część artykułu pod reklamą; tekst sponsorowany;
        inzerce; článek pokračuje pod reklamou; hirdetés; reklám; publicitate; reklam; реклама;
        διαφήμιση; פרסומת; إعلان; اعلان; إعلانات; 広告; pr; スポンサー; 广告; 廣告; 광고; iklan
    """,
    Reason.NEWSLETTER: """
        unsubscribe; view in browser; view this email in your browser; update your preferences;
        abbestellen; newsletter abbestellen; im browser ansehen; se désabonner; se désinscrire;
        darse de baja; disiscriviti; uitschrijven; wypisz się; odhlásit; отписаться; إلغاء
        الاشتراك; 配信停止; 退订; subscribe; subscribe here; newsletter; newsletters; sign up for
        our newsletter; sign me up; sign up for our emails; sign up here; get the newsletter;
        thanks for signing up; join us; subscribe to our newsletter; already a subscriber; become a
        member; support us; donate; this content is reserved for subscribers; subscriber only;
        subscribers only; premium; newsletter abonnieren; zum newsletter anmelden; jetzt
        abonnieren; jetzt anmelden; abo; jetzt spenden; weitere newsletter; newsletter bestellen;
        abonnieren; plus; abo testen; s abonner; abonnez vous; je m abonne; inscription à la
        newsletter; s inscrire; abonnés; réservé aux abonnés; article réservé aux abonnés;
        suscríbete; suscribirse; suscribete; suscripción; boletín; boletines; assine; newsletter
        inscriviti; iscriviti; abbonati; abonneren; abonneer; prenumerera; abonner; bli abonnent;
        tilmeld nyhedsbrev; tilaa; zapisz się; zapisz się na newsletter; subskrybuj; prenumerata;
        odebírat; předplatit; předplatné; подписаться; подписаться на рассылку; подписка;
        підписатися; اشترك; اشترك في النشرة; النشرة البريدية; 購読; 会員登録; メルマガ登録;
        有料会員限定; 订阅; 訂閱; 구독; 구독하기; langganan; berlangganan
    """,
    Reason.COMMENTS: """
        comments; comment; leave a comment; join the conversation; view comments; show comments;
        post a comment; no comments; write a comment; comments are closed; join the discussion;
        read comments; add comment; see comments; view all comments; most relevant; reply; replies;
        kommentare; kommentar; kommentieren; kommentar schreiben; zu den kommentaren;
        leserkommentare; kommentare anzeigen; kommentare lesen; zur diskussion; diskutieren;
        diskussion; leserdiskussion; mitdiskutieren; commentaires; commenter; réagir; voir les
        commentaires; lire les commentaires; laisser un commentaire; comentarios; comentar; ver
        comentarios; deja un comentario; comentários; commenti; commenta; reacties; reageer;
        kommentarer; kommentit; komentarze; skomentuj; dodaj komentarz; diskuze; diskusia;
        komentáře; hozzászólások; comentarii; yorumlar; yorum yap; комментарии; комментировать;
        оставить комментарий; обсудить; коментарі; σχόλια; תגובות; تعليقات; التعليقات; أضف تعليقا;
        コメント; コメントする; 评论; 留言; 發表評論; 댓글; 댓글쓰기; komentar
    """,
    Reason.CONTROL: """
        play; play video; pause; mute; unmute; fullscreen; enter fullscreen; exit fullscreen;
        watch; watch now; video; audio; image; photo; photos; gallery; view gallery; open gallery;
        enlarge image; expand; open image modal; view fullscreen; hide caption; show caption;
        toggle caption; loading; back to video; submit; cancel; ok; yes; no; continue; email
        address; your email address; enter your email; we apologize but this video has failed to
        load; duration; listen to article; image 1; slide 1; photo gallery; caption; close caption;
        read more; copy; bild vergrößern; bild; bilder; vollbild; bild in lightbox öffnen; in
        lightbox öffnen; link öffnet; fotostrecke; fotostrecke öffnen; bilderstrecke; zur
        bildergalerie; galerie; abspielen; stumm; wird geladen; absenden; abbrechen; weiter lesen;
        weiterlesen; mehr; mehr lesen; artikel; bildbeitrag; audiobeitrag; videobeitrag; video
        starten; audio starten; jetzt in der app anhören; video starten abbrechen mit escape; audio
        starten abbrechen mit escape; video abspielen; neuer abschnitt; neuer bereich; zur
        großansicht; öffnet in einem neuen fenster; aufklappen; agrandir l image; voir l image en
        plein écran; lire la suite; plein écran; lecture; image 1 sur 1; ampliar imagen; ampliar
        foto; pantalla completa; seguir leyendo; leer más; reproducir; cargando; ler mais; leia
        mais; leggi tutto; lees verder; lees meer; läs mer; les mer; læs mere; lue lisää; czytaj
        więcej; czytaj dalej; powiększ zdjęcie; odtwórz; článek; číst dál; přehrát; více; выйти из
        полноэкранного режима; развернуть на весь экран; читать далее; читать дальше; загрузка;
        увеличить; اقرأ المزيد; تشغيل; تكبير الصورة; 画像を拡大; 拡大する; 拡大画像を見る;
        続きを読む; 再生; 阅读更多; 播放; 點擊放大; 이미지 확대보기; 이미지 확대; 크게보기; 사진
        확대; 재생; baca selengkapnya
    """,
    Reason.CONSENT: """
        accept; accept all; accept cookies; accept all cookies; reject all; decline; agree; i
        agree; cookie settings; manage cookies; manage consent; privacy settings; manage
        preferences; akzeptieren; alle akzeptieren; cookies akzeptieren; zustimmen; ablehnen;
        einwilligung widerrufen; alle ablehnen; cookie einstellungen; privatsphäre einstellungen;
        externen inhalt laden; accepter; tout accepter; accepter les cookies; refuser; tout
        refuser; paramétrer les cookies; gérer les cookies; aceptar; aceptar todo; aceptar cookies;
        rechazar; rechazar todo; aceitar; configurar cookies; accetta; accetta tutto; rifiuta;
        accepteren; alles accepteren; godkänn; godkänn alla; godta alle; accepter alle; hyväksy;
        akceptuję; zgadzam się; akceptuj wszystkie; odrzuć; přijmout; přijmout vše; souhlasím;
        принять; принять все; согласен; отклонить; قبول; قبول الكل; 同意する; すべて同意; 同意;
        接受; 接受所有; 동의; 모두 동의
    """,
    Reason.SITE: """
        privacy policy; terms of use; terms of service; terms and conditions; cookie policy;
        imprint; contact; contact us; about; about us; advertise; advertise with us; careers; help;
        faq; sitemap; accessibility; all rights reserved; legal; legal notice; site map; rss; rss
        feeds; press; impressum; datenschutz; datenschutzerklärung; nutzungsbedingungen; agb;
        kontakt; über uns; hilfe; karriere; mediadaten; jugendschutz; alle rechte vorbehalten;
        cookie manager; barrierefreiheit; erklärung zur barrierefreiheit; stellenmarkt; werbefrei
        lesen; abo kündigen; verträge hier kündigen; mentions légales; politique de
        confidentialité; conditions générales; conditions d utilisation; qui sommes nous; contactez
        nous; plan du site; aide; tous droits réservés; aviso legal; política de privacidad;
        política de cookies; términos y condiciones; contacto; quiénes somos; todos los derechos
        reservados; mapa del sitio; política de privacidade; termos de uso; contato; quem somos;
        note legali; contatti; chi siamo; tutti i diritti riservati; privacyverklaring; disclaimer;
        over ons; colofon; om oss; om os; kontakta oss; personvern; integritetspolicy; polityka
        prywatności; regulamin; o nas; kontakty; o nás; ochrana osobních údajů; impresszum;
        wszelkie prawa zastrzeżone; despre noi; gizlilik politikası; hakkımızda; iletişim;
        контакты; политика конфиденциальности; пользовательское соглашение; о нас; все права
        защищены; реклама на сайте; سياسة الخصوصية; اتصل بنا; من نحن; شروط الاستخدام; جميع الحقوق
        محفوظة; お問い合わせ; 会社概要; 利用規約; プライバシーポリシー; 关于我们; 联系我们;
        隐私政策; 版权所有; 關於我們; 개인정보처리방침; 이용약관; 회사소개; 고객센터; kebijakan
        privasi; tentang kami; hubungi kami
    """,
}
"""Whole lines that are furniture wherever they stand; `;` parts them."""

OPENERS: dict[Reason, str] = {
    Reason.RELATED: """
        related; related articles; related stories; related topics; related content; related links;
        related coverage; related news; related video; related videos; more on this story;
        trending; more on this; more from; more stories; more news; read more; read also; also
        read; see also; recommended; recommended for you; recommended reading; you may also like;
        you might also like; you may be interested in; most read; most popular; most viewed;
        popular; trending now; editors picks; editor s picks; editor s pick; top stories; latest
        news; latest stories; what to read next; up next; keep reading; further reading; in this
        article; topics; tags; tag; explore more; explore more on these topics; from the archive;
        don t miss; in case you missed it; story tags; keywords; filed under; categories; category;
        in other news; more like this; mehr zum thema; mehr dazu; mehr zu; lesen sie auch; lesen
        sie mehr; lesen sie mehr zum thema; lesen sie außerdem; auch interessant; das könnte sie
        auch interessieren; weitere themen; das könnte dich auch interessieren; das könnte sie
        interessieren; weitere artikel; verwandte artikel; verwandte themen; weitere meldungen;
        meistgelesen; meistgelesene artikel; am meisten gelesen; top themen; aktuelle nachrichten;
        aktuelles; schlagwörter; schlagworte; stichworte; ähnliche artikel; mehr von; zum
        weiterlesen; weiterführende links; weiterführende informationen; dossier; mehr news; mehr
        aus dem ressort; passend dazu; neueste artikel; beliebte artikel; meist gelesen;
        empfehlungen; auch lesenswert; lesetipps; lesetipp; zum thema; links zum thema; themen in
        diesem artikel; kategorie; unsere empfehlungen; mehr nachrichten; mehr über; verwandte
        beiträge; mehr aus; weitere nachrichten; à lire aussi; à lire également; lire aussi; lire
        également; sur le même sujet; articles liés; articles similaires; à découvrir; les plus
        lus; voir aussi; à voir aussi; pour aller plus loin; thèmes associés; mots clés; sujets
        associés; plus d articles; à ne pas manquer; recommandé pour vous; nos recommandations;
        dernières actualités; dans la même rubrique; les articles les plus lus; à la une; lea
        también; lee también; lee además; leer también; te puede interesar; noticias relacionadas;
        también te puede interesar; más noticias; más información; artículos relacionados; lo más
        leído; lo más visto; temas relacionados; etiquetas; relacionado; relacionados; ver también;
        no te pierdas; temas; archivado en; leia também; veja também; saiba mais; notícias
        relacionadas; mais lidas; leggi anche; articoli correlati; potrebbe interessarti; i più
        letti; argomenti; approfondimenti; lees ook; meer over; meer lezen; gerelateerd;
        gerelateerde artikelen; meest gelezen; lees meer over; les også; læs også; läs också; mer
        om; relaterade artiklar; mest leste; mest læst; relaterte saker; lue myös; luetuimmat;
        czytaj też; czytaj także; czytaj również; zobacz też; zobacz także; zobacz również;
        przeczytaj także; przeczytaj też; polecane; powiązane; podobne artykuły; najczęściej
        czytane; tagi; tematy; polecamy; najnowsze; čtěte také; čtěte též; přečtěte si také;
        přečtěte si; mohlo by vás zajímat; témata; související témata; související články;
        související; nejčtenější; prečítajte si aj; kapcsolódó cikkek; olvasta már; citește și;
        articole similare; ilgili haberler; bunlar da ilginizi çekebilir; skaitykite taip pat;
        skaityk daugiau; читайте также; читайте ещё; смотрите также; по теме; материалы по теме;
        похожие новости; популярное; теги; новости по теме; другие новости; читайте також; дивіться
        також; διαβάστε επίσης; קרא עוד; كتבות נוספות; اقرأ أيضا; اقرأ أيضاً; مواضيع ذات صلة; أخبار
        ذات صلة; الأكثر قراءة; مقالات ذات صلة; 关联阅读; 相关阅读; 相关新闻; 推荐阅读; 相關新聞;
        延伸閱讀; 熱門; 热门; 関連記事; 関連ニュース; おすすめ; おすすめ記事; 関連キーワード;
        関連企業 業界; 人気記事; あわせて読みたい; アクセスランキング; タグ; ランキング; 관련기사;
        관련 기사; 추천기사; 많이 본 뉴스; 인기기사; 태그; 키워드; 이 시각 주요뉴스; baca juga;
        berita terkait
    """,
    Reason.COMMENTS: """
        comments; leave a comment; join the conversation; leave a reply; kommentare; diskuze;
        diskussion; leserkommentare; leser kommentare; commentaires; comentarios; comentários;
        commenti; reacties; kommentarer; komentarze; комментарии; التعليقات; コメント; 评论; 댓글;
        komentáře; laisser un commentaire
    """,
    Reason.NEWSLETTER: """
        newsletter; newsletters; our newsletter; sign up to our newsletter; sign up for our
        newsletter; get our newsletter; stay informed; never miss a story; get the latest news in
        your inbox; unser newsletter; der newsletter; newsletter abonnieren; immer informiert;
        notre newsletter; recevez notre newsletter; nuestra newsletter; boletín; recibe nuestra
        newsletter; la newsletter; nasz newsletter; рассылка; sign up for the; support our
        journalism; support independent journalism
    """,
    Reason.AUTHOR_BOX: """
        about the author; about the authors; über den autor; über die autorin; zur person; über die
        autoren; autor; autorin; à propos de l auteur; sobre el autor; sobre la autora; sobre o
        autor; o autorze; o autorce; o autorovi; об авторе; عن الكاتب; この記事の著者; 作者简介;
        über die autor in; autoren; view author publications; authors and affiliations
    """,
    Reason.SITE: """
        services; useful links; quick links; follow us; folgen sie uns; bleiben sie dran; suivez
        nous; síguenos; our apps; unsere apps; nos applications; social media; company;
        unternehmen; service; rubriken; produkte services; more from us; mehr von uns; wir im netz;
        about the site
    """,
    Reason.CONSENT: """
        we value your privacy; your privacy; cookies; wir verwenden cookies; ihre privatsphäre; we
        use cookies; nous utilisons des cookies; utilizamos cookies; usamos cookies
    """,
}
"""Headings of blocks that are not the article."""

STARTS: dict[Reason, str] = {
    Reason.NAVIGATION: """
        skip to; zum inhalt; springe zu; aller au contenu; aller à la; saltar al; ir al contenido;
        przejdź do
    """,
    Reason.SHARING: """
        share this story; share this article; share on; share via; teilen auf; auf facebook;
        partager sur; compartir en; udostępnij na; поделиться в; die artikel url wurde; link in die
        zwischenablage; copier coller le lien; like us on; follow us on; follow me on; folgen sie
        uns auf; suivez nous sur
    """,
    Reason.RELATED: """
        read more; also read; read also; read next; see also; related; lesen sie auch; lesen sie
        hier; lesen sie mehr; mehr zum thema; mehr dazu; zum artikel; zum kommentar; zum interview;
        hier lesen sie; lesen sie dazu; auch interessant; lesetipp; lire aussi; à lire aussi; à
        lire également; à voir aussi; lea también; lee también; lea además; te puede interesar;
        leer más; más información; leia também; leia mais; leggi anche; lees ook; les også; læs
        også; läs också; lue myös; czytaj też; czytaj także; czytaj również; czytaj więcej; zobacz
        też; zobacz także; čtěte také; čtěte též; přečtěte si také; читайте также; читайте в;
        смотрите также; читайте нас; اقرأ أيضا; اقرأ أيضاً; baca juga; 関連記事; 相关阅读;
        延伸閱讀; watch more; watch live; click here to; continue reading; lesen sie außerdem;
        explore more; mehr von
    """,
    Reason.NEWSLETTER: """
        our mailing address is; want to change how you receive; you can update your preferences;
        update your preferences; update your profile; manage your subscription; manage preferences;
        manage your preferences; unsubscribe; forward to a friend; forward this email; forwarded
        this email; this email was sent to; was this forwarded; add us to your address book;
        einstellungen ändern; vom newsletter abmelden; newsletter abbestellen; abbestellen; hier
        abmelden; se désabonner; se désinscrire; modifier vos préférences; darse de baja; cancelar
        suscripción; cancelar la suscripción; disiscriviti; annulla iscrizione; cancelar inscrição;
        uitschrijven; afmelden voor; avprenumerera; afmeld; meld deg av; wypisz się; odhlásit se z;
        отписаться;
        you receive this; you are receiving this; you received this; to unsubscribe; sie erhalten
        diese; sie erhalten diesen; vous recevez ce; recibes este; recibe este; sign up for; sign
        up to; subscribe to; get the latest; get our; already a subscriber; newsletter; by signing
        up; hier können sie den newsletter; melden sie sich; abonnieren sie; zum newsletter;
        abonnez vous; inscrivez vous; recevez; suscríbete; suscribite; regístrate; recibe; zapisz
        się; подписывайтесь; подпишитесь; subscribe now; follow our; download our; sie haben noch
        kein; jetzt abonnieren; herunterladen der app
    """,
    Reason.COMMENTS: """
        join the conversation; log in to comment; you must be logged in; leave a comment; sign in
        to comment; kommentieren sie; schreiben sie einen kommentar; fehler gefunden; diskutieren
        sie mit; view all comments; zu den kommentaren; melden sie sich an um zu kommentieren; have
        your say; comments on
    """,
    Reason.ADVERTISING: """
        advertisement; this advertisement; story continues; anzeige; nach der werbung; werbung
        wegen; la suite après; publicité; publicidad; continúa después; continua após; dalsza część
        tekstu pod; we may earn a commission; dieser artikel enthält affiliate; mit *
        gekennzeichnete
    """,
    Reason.CONSENT: """
        we use cookies; this site uses cookies; this website uses cookies; by continuing to browse;
        by clicking accept; wir verwenden cookies; diese website verwendet cookies; mit ihrer
        zustimmung; wir benötigen ihre zustimmung; wir nutzen cookies; an dieser stelle finden sie;
        ich bin damit einverstanden; damit können personenbezogene daten; nous utilisons des
        cookies; ce site utilise; utilizamos cookies; usamos cookies; este sitio utiliza; questo
        sito utilizza; utilizziamo i cookie; wij gebruiken cookies; vi bruger cookies; vi använder
        cookies; ta strona używa; używamy plików cookie; мы используем файлы cookie; на сайте
        используются; для отображения; este site usa; この サイト では cookie; kliknij aby
    """,
    Reason.CONTROL: """
        view this email in; view this e mail in; view this newsletter in; view in browser; view in
        your browser; view online; view it in your browser; open in browser; read this online;
        email not displaying; having trouble viewing; trouble viewing this; can t see this email;
        im browser ansehen; im browser anzeigen; im browser öffnen; im browser lesen; diese e mail
        im browser; online ansehen; wird diese nachricht nicht; wird dieser newsletter nicht; falls
        diese e mail nicht; voir dans le navigateur; voir cet e mail dans; afficher dans le
        navigateur; voir la version en ligne; ver en el navegador; ver este correo en; ver en línea;
        visualizza nel browser; visualizza questa email; ver no navegador; bekijk in browser; bekijk
        deze; bekijk online; se i browser; visa i webbläsare; zobacz w przeglądarce; wyświetl w
        przeglądarce; zobrazit v prohlížeči; смотреть в браузере; открыть в браузере;
        please enable javascript; your browser does not support; we apologize but this video; click
        to enlarge; ihr browser; bitte aktivieren sie javascript; votre navigateur; su navegador;
        tu navegador; image caption; video starten; audio starten; image source; this video can not
        be played; klicken sie hier; tap here to; následuje obsah vložený; přejít před obsah;
        chcete li článek; press the play; reading time; lesezeit; temps de lecture; tiempo de
        lectura; czas czytania; 글자크기; időtartam; please log in; bitte loggen
    """,
    Reason.AUTHOR_BOX: """
        view author; search author on; alle artikel von; mehr von diesem autor; follow the author;
        contact the author; tous les articles de; more from this author; got a tip
    """,
    Reason.SITE: """
        all rights reserved; copyright; alle rechte vorbehalten; tous droits réservés; todos los
        derechos; all content; powered by; our standards; this article is reserved
    """,
}
"""Beginnings of lines; what follows them on the line goes with them."""

PROMPTS: dict[Reason, str] = {
    Reason.NEWSLETTER: """
        newsletter; newsletters; your inbox; sign in; sign up; sign you up; signing you up; log in;
        subscribe; subscribers; an account;
        free account; your account; email address; password; inbox; einloggen;
        registrieren; abonnenten; abonnentinnen; passwort; posteingang; mein konto; ihr konto; se
        connecter; créer un compte; mot de passe; abonnés; vous abonner; iniciar sesión; crear una
        cuenta; contraseña; suscriptores; inicia sesión; fazer login; criar uma conta; assinantes;
        accedi; crea un account; abbonati; inloggen; abonnees; logg inn; logga in; log ind; zaloguj
        się; załóż konto; hasło; přihlásit se; předplatitele; войдите; подписчиков; регистрация;
        ログイン; 会員限定; 登录; 注册; 로그인; 회원가입
    """,
    Reason.CONTROL: """
        s avatar; profile picture; profile photo; profilbild; photo de profil; foto de perfil;
        your browser; refreshing; javascript; full screen; fullscreen; vollbild; lightbox; bild
        vergrößern; vergrößern des bildes; detailansicht; plein écran; pantalla completa; wird
        geladen; view all posts; view more; read our complete; ver más artículos; alle
        beiträge von; tous ses articles; schriftgröße
    """,
    Reason.CONSENT: """
        datenschutzeinstellungen; für den datenschutz; privacy notice; privacy policy; cookie
        settings; cookies zulassen; paramètres des cookies; política de privacidad
    """,
    Reason.ADVERTISING: """
        remove ads; ad free; gutscheine; werbefrei; sans publicité; sin publicidad
    """,
}
"""Phrases in short lines that ask the reader to do something on the site."""
