using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using WebChatBridge.Protocol;
using WebChatBridge.Web;

namespace WebChatBridge.Server;

/// <summary>Puts the login before everything: what says nothing of who may have it is for those who are signed in.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services, Settings settings)
    {
        var folder = new AccessFolder(settings.History);
        services.AddSingleton(folder);
        services.AddSingleton<Links>();
        services.AddSingleton<Logins>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<FailedTries>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<AccessDesk>();
        services.AddSingleton<Audit>();
        services.AddSingleton(new HubRights(typeof(ConsoleHub)));
        services.AddSingleton<HubGuard>();
        services.AddSingleton<CircuitPlaces>();
        services.AddSingleton<StreamPlaces>();
        services.AddScoped<CircuitLogin>();
        services.AddScoped<ILogin>(static provider => provider.GetRequiredService<CircuitLogin>());
        services.AddSingleton(LoginWords.Of(settings));
        AddKeys(services, settings, folder);
        if (settings.Console.Access != "open")
        {
            services.AddHostedService<LinkNotes>();
        }

        var authentication = services.AddAuthentication(AccessHandler.Console)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.Console, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.Bearer, configureOptions: null);
        if (settings.Console.Access == "oidc")
        {
            authentication.AddProvider(settings.Console.Oidc);
        }

        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLoginEnds();
        app.UseCircuitLimit();
        app.UseStreamLimit();
        var folder = app.Services.GetRequiredService<AccessFolder>();
        if (app.Services.GetRequiredService<Settings>().Console.Access != "open")
        {
            app.Lifetime.ApplicationStarted.Register(() => folder.Announce(app.Urls));
        }
    }

    /// <summary>For those who have this role, or a greater one.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireAssertion(context => Caller.May(context.User, role)));

    private static void AddKeys(IServiceCollection services, Settings settings, AccessFolder folder)
    {
        var keys = services.AddDataProtection().SetApplicationName("WebChatBridge");
        if (settings.Console.Access == "open")
        {
            keys.UseEphemeralDataProtectionProvider(); // there is nobody whose cookie should outlive a restart
            return;
        }

        folder.Create();
        keys.PersistKeysToFileSystem(folder.Keys);
    }
}
