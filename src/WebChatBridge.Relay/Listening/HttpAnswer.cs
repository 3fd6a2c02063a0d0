using System.Net;
using System.Text;

namespace WebChatBridge.Relay;

/// <summary>What somebody gets who pasted a TCP address into a browser: one page that points to the console.</summary>
internal static class HttpAnswer
{
    public static byte[] Spell(string? console)
    {
        var link = WebUtility.HtmlEncode(console ?? "");
        var where = link.Length == 0 ? "" : $"<p>The web console is at <a href=\"{link}\">{link}</a>.</p>";
        var page = $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>WebChatBridge: not a web address</title>
            <body style="font-family:system-ui;max-width:40em;margin:3em auto"><h1>This is a chat port</h1>
            <p>Programs talk here over plain TCP; a browser cannot. Nothing of your request was posted.</p>{where}</body></html>
            """;
        var body = System.Text.Encoding.UTF8.GetBytes(page);
        var head = $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        return [.. System.Text.Encoding.ASCII.GetBytes(head), .. body];
    }
}
