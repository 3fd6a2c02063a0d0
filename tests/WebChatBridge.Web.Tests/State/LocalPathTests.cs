using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.State;

[Trait("about", "security")]
public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/c/lobby")]
    [InlineData("/c/@17?at=3&x=y")]
    [InlineData("/traffic?q=%2Fre%2Fi&returnUrl=//evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/..//evil.example")]
    [InlineData("/@evil.example")]
    [InlineData("/c/%D0%BF")]
    public void Path_OfOurs_IsKept(string path)
    {
        Assert.Equal(path, LocalPath.Of(path));

        // What a browser makes of it stays here.
        Assert.Equal("localhost", new Uri(new Uri("http://localhost:5080/login"), path).Host);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c/lobby")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/\r\nLocation: http://evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData(" /c/lobby")]
    [InlineData("http://evil.example/")]
    [InlineData("https:evil.example")]
    [InlineData("HTTP://localhost:5080/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/c/lobby\\..\\..")]
    [InlineData("/ /evil.example")]
    [InlineData("/\u0000/evil.example")]
    [InlineData("/c/\u043f")]
    [InlineData("\uff0f\uff0fevil.example")]
    [InlineData("/\u2028/evil.example")]
    [InlineData("/login")]
    [InlineData("/LOGIN?said=out")]
    [InlineData("/logout")]
    [InlineData("/login/provider")]
    public void Anything_Else_LeadsHome(string? wanted) => Assert.Equal("/", LocalPath.Of(wanted));
}
