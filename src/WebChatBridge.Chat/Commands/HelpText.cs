namespace WebChatBridge.Chat;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public const string Usage = """
        Examples
          tom                                talk, as tom, at localhost:5052
          jerry 192.168.1.20 --room plc-3    as jerry, at another machine
          echo hi | tom                      say one line
          tail -f log | tom --nick plc       say every line of a log
          tom --json | jq                    every event as a line of JSON
          tom --once "build is green"        say it, wait until it is stored, leave
          tom localhost:5050                 speak as the Python tutorial's programs do

        Usage: tom [NAME] [HOST[:PORT]] [options]

          --nick NAME            the name to take (instead of NAME; WCB_NICK)
          --room ROOM            the room to sit down in
          --dialect D            json | line | header64; by the port unless given
          --tls                  the endpoint speaks TLS
          --ca FILE              trust this PEM file's certificates only; means --tls
          --token SECRET         the endpoint's secret; better in WCB_TOKEN
          --eol lf|crlf          how lines end in the line dialect (lf)
          --once TEXT            say one thing and leave
          --json                 print every event as a line of JSON
          --plain                never redraw: for screen readers and logs
          --no-history           do not keep what is typed
          --[no-]timestamps      show when things were said (on)
          --color C              auto | always | never
          --[no-]reconnect       make a lost connection anew (on, in a pipe off)
          --linger TIME          after the end of the input wait for answers (2s)
          --help, --version

        Environment: WCB_HOST, WCB_NICK, WCB_TOKEN, NO_COLOR, CLICOLOR_FORCE
        Exit codes: 0 ok · 1 usage · 2 cannot connect · 3 connection lost · 4 rejected
        While talking: /help shows the commands and keys.
        """;

    public const string Talking = """
        /who · /rooms · /history [N]     who and what is there
        /nick NAME · /join ROOM          be called, sit elsewhere
        /msg NAME TEXT                   to one only
        /raw HEX · /hex on|off           send bytes, show bytes
        /info · /reconnect               the connection
        /clear · /mark · /notify bell    the screen
        /quit                            leave (also Ctrl-D); //text says /text
        Tab completes, up and down recall, Ctrl-R searches, Ctrl-Z stops for a while
        """;
}
